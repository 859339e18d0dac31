// The text of the message that carries a code. The code comes first: Bengali and Hindi are sent as UCS-2, 70 characters a
// segment, and a lock screen shows the beginning. Digits are ASCII in every language, because keyboards and autofill expect
// them. Gateways with registered templates (DLT) fill their template from the same parts.

import type { MessageLanguage } from "./ports.ts";

/** The text of an OTP message. `lifeSeconds` is rounded down to whole minutes, at least one. */
export function otpMessageText(
  code: string,
  { language, lifeSeconds }: { readonly language: MessageLanguage; readonly lifeSeconds: number },
): string {
  const minutes = Math.max(1, Math.floor(lifeSeconds / 60));
  switch (language) {
    case "bn":
      return `${code} আপনার টিকাকরণ যাচাইয়ের কোড। ${minutes} মিনিট চলবে। কাউকে বলবেন না।`;
    case "hi":
      return `${code} आपका टीकाकरण सत्यापन कोड है। ${minutes} मिनट तक वैध। किसी को न बताएं।`;
    case "en":
      return `${code} is your code for your vaccination status. It is valid for ${minutes} ${minutes === 1 ? "minute" : "minutes"}. Never share it with anyone.`;
  }
}
