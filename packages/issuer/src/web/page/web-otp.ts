// The code straight out of the arriving message, on phones that offer it to the page that the message names (WebOTP).

type OtpCredential = { readonly code: string };

/** Waits for the code until the signal ends; null where the platform has no such thing or the person declines. */
export async function readCodeFromMessage(signal: AbortSignal): Promise<string | null> {
  if (!("OTPCredential" in globalThis)) return null;
  const options = { otp: { transport: ["sms"] }, signal } as CredentialRequestOptions;
  const credential = (await navigator.credentials.get(options)) as unknown as OtpCredential | null;
  return credential?.code ?? null;
}
