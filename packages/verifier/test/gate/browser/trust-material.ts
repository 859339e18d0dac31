// Trust material for the gate's tests: status updates of the test issuer's certificate key, and the QR texts of packs.

import {
  coseKeyThumbprint,
  emptyStatusList,
  encodePack,
  encodePackTexts,
  encodeSignedStatusUpdate,
  encodeStatusHeader,
  encodeStatusUpdate,
  indexSetOf,
  type StatusList,
  statusChange,
  toBeSigned,
} from "@mohor/schema";
import { BUNDLE, KEYS } from "../../test-issuer.ts";

/** The certificate key's list before anything was revoked. */
export const EMPTY_LIST: StatusList = emptyStatusList(coseKeyThumbprint(KEYS.certificate.publicKey), 0x100_0000);

/** The list of that version with these indices revoked. */
export function listOf(version: number, ...revoked: readonly number[]): StatusList {
  return { ...EMPTY_LIST, version, revoked: indexSetOf(revoked) };
}

/** The signed update from one version to a later one. */
export function statusUpdate(base: StatusList, after: StatusList, issued: number): Uint8Array {
  const payload = encodeStatusUpdate({ ...statusChange(base, after), issued, bundleVersion: BUNDLE.version });
  const protectedHeader = encodeStatusHeader({ alg: -8, kid: KEYS.statusList.kid });
  const signature = KEYS.statusList.sign(toBeSigned(protectedHeader, payload));
  return encodeSignedStatusUpdate({ protectedHeader, payload, signature });
}

/** The QR texts of these documents: one, or as many pieces as it takes. */
export function posterTexts(documents: readonly Uint8Array[], chunkBytes?: number): readonly string[] {
  return encodePackTexts(encodePack(documents), chunkBytes === undefined ? {} : { chunkBytes });
}
