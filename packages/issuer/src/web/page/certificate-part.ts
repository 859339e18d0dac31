// What the page needs once there is a certificate, in one file of its own: reading one, drawing its code, showing and saving it. A first
// visitor's screen does without; it is loaded while they read.

export { heldOf, readAddress, readCertificate } from "./held.ts";
export { CertificateView, LinkView } from "./views/certificate-view.tsx";
export { NotMeView, ResultView } from "./views/result-view.tsx";

/** The part as loaded. */
export type CertificatePart = typeof import("./certificate-part.ts");
