// Where a settings file says that a secret is: never in the file itself.

import { Failure } from "@mohor/command-line";
import { readFileBounded } from "../adapters/durable-file.ts";

/** A file that holds it as its one line, or a variable of the environment. */
export type SecretPlace = { readonly from: "file" | "environment"; readonly name: string };

const MAX_SECRET_BYTES = 1_024;

/**
 * The secret at this place. Throws Failure SETTINGS_MALFORMED with `setting`, the place in the settings, where there is none or it holds
 * more than printable ASCII: a line end or another letter would break the header or address it goes into; PortError FILE_….
 */
export function readSecretAt(
  { from, name }: SecretPlace,
  setting: string,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const source =
    from === "environment"
      ? (environment[name] ?? "")
      : new TextDecoder().decode(readFileBounded(name, { maxBytes: MAX_SECRET_BYTES }));
  const secret = source.replace(/\r?\n$/, "");
  if (!/^[\x21-\x7e][\x20-\x7e]*$/.test(secret)) throw new Failure("SETTINGS_MALFORMED", setting);
  return secret;
}
