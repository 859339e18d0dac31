// A signing key as the keys commands show it.

import { formatInstant } from "@mohor/command-line";
import { toHex } from "@mohor/schema";
import type { SigningKey } from "../domain/signing-key.ts";
import type { KeyPlace } from "./open-signer.ts";

const PLACES: Readonly<Record<KeyPlace, string>> = {
  file: "in a sealed file",
  token: "in the token",
  nowhere: "private half is not here",
  unreachable: "in no file; the token cannot be asked",
};

/** A key for programs. */
export function keyRow(key: SigningKey, place: KeyPlace): object {
  const { kid, purpose, state, publicKey, useFrom, signUntil, acceptUntil } = key;
  return { kid, purpose, state, publicKey: toHex(publicKey), useFrom, signUntil, acceptUntil, place };
}

/** A key for people. */
export function keyLine(key: SigningKey, place: KeyPlace): string {
  const { kid, purpose, state, useFrom, signUntil, acceptUntil } = key;
  const dates = [useFrom, signUntil, acceptUntil].map(formatInstant);
  return `${kid}  ${purpose}  ${state}  signs ${dates[0]} to ${dates[1]}, accepted to ${dates[2]}  ${PLACES[place]}`;
}
