// The transcript of a trust bundle as lines for people, and as JSON for programs.

import { formatInstant, instantForPeople, printable } from "@mohor/command-line";
import type { TrustedKey } from "@mohor/schema";
import type { Language } from "@mohor/schema/texts";
import type { BundleTranscript, Change, KeyLine, RootLine, TallyLine } from "../domain/bundle-transcript.ts";
import { CEREMONY_WORDS, type CeremonyWords } from "./ceremony-texts.ts";

/** A mark before each line, beside its word: what changes is seen at a glance, and without colour. */
const MARK: Readonly<Record<Change, string>> = { same: "  =", new: "  +", changed: "  !", gone: "  -" };

const HOUR = 3_600;
const DAY = 86_400;

/** The transcript in this language. Dates are in the machine's zone, which is named. */
export function transcriptLines(transcript: BundleTranscript, language: Language): readonly string[] {
  const words = CEREMONY_WORDS[language];
  const { bundle, before } = transcript;
  const time = (numericDate: number) => instantForPeople(numericDate, language);
  const duration = (seconds: number) => durationForPeople(seconds, language);
  const age = (seconds: number, secondsBefore: number | undefined) =>
    withBefore(duration(seconds), secondsBefore === undefined ? undefined : duration(secondsBefore), words);
  return [
    words.title,
    `${words.digest}: ${transcript.digest}`,
    ...(before === null ? [words.noneBefore] : []),
    `${words.issuer}: ${withBefore(printable(bundle.issuer), before?.issuer, words)}`,
    `${words.version}: ${withBefore(`${bundle.version}`, before === null ? undefined : `${before.version}`, words)}`,
    `${words.issued}: ${time(bundle.issued)}`,
    `${words.expires}: ${time(bundle.expires)}`,
    `${words.ageing}: ${age(bundle.ageingAfterSeconds, before?.ageingAfterSeconds)}`,
    `${words.stale}: ${age(bundle.staleAfterSeconds, before?.staleAfterSeconds)}`,
    `${words.roots}: ${words.mustSign(bundle.rootThreshold, bundle.rootKeys.length)}${thresholdBefore(transcript, words)}`,
    ...transcript.roots.map((root) => rootLine(root, words)),
    `${words.fingerprint}: ${withBefore(transcript.fingerprint, transcript.fingerprintBefore ?? undefined, words)}`,
    `${words.keys}:${transcript.keys.length === 0 ? ` ${words.none}` : ""}`,
    ...transcript.keys.map((key) => keyLine(key, words, time)),
    `${words.companions}:${transcript.companions.length === 0 ? ` ${words.none}` : ""}`,
    ...transcript.companions.map(
      ({ kid, kind, version }) => `    ${kid}: ${words.companion[kind]}, ${words.version} ${version}`,
    ),
    ...transcript.tallies.map((tally) => tallyLine(tally, words)),
  ];
}

/** "7 days", "36 hours", "90 seconds": in the largest unit that it is a whole number of. */
function durationForPeople(seconds: number, language: Language): string {
  const [unit, length] = seconds % DAY === 0 ? ["day", DAY] : seconds % HOUR === 0 ? ["hour", HOUR] : ["second", 1];
  return new Intl.NumberFormat(`${language}-IN`, { style: "unit", unit, unitDisplay: "long" }).format(seconds / length);
}

/** The value, and what it was where that was another. */
function withBefore(value: string, valueBefore: string | undefined, words: CeremonyWords): string {
  return valueBefore === undefined || value === valueBefore
    ? value
    : `${value} (${words.before}: ${printable(valueBefore)})`;
}

function thresholdBefore({ bundle, before }: BundleTranscript, words: CeremonyWords): string {
  if (before === null) return "";
  const isSame = before.rootThreshold === bundle.rootThreshold && before.rootKeys.length === bundle.rootKeys.length;
  return isSame ? "" : ` (${words.before}: ${words.mustSign(before.rootThreshold, before.rootKeys.length)})`;
}

function rootLine({ thumbprint, change, hasSigned }: RootLine, words: CeremonyWords): string {
  return `${MARK[change]} ${thumbprint}  ${words.change[change]}${hasSigned ? `; ${words.hasSigned}` : ""}`;
}

function keyLine({ kid, key, change, before }: KeyLine, words: CeremonyWords, time: (at: number) => string): string {
  const facts = keyFacts(key, words, time);
  const factsBefore = before === undefined ? "" : ` (${words.before}: ${keyFacts(before, words, time)})`;
  return `${MARK[change]} ${kid}  ${words.change[change]}: ${facts}${factsBefore}`;
}

function keyFacts(key: TrustedKey, words: CeremonyWords, time: (at: number) => string): string {
  const { purpose, state, useFrom, signUntil, acceptUntil } = key;
  const dates = `${words.signs(time(useFrom), time(signUntil))}, ${words.acceptedUntil(time(acceptUntil))}`;
  return `${words.purpose[purpose]}, ${words.state[state]}, ${dates}`;
}

function tallyLine({ of, missing }: TallyLine, words: CeremonyWords): string {
  const text = missing === 0 ? words.enough : words.stillMissing(missing);
  return of === "before" ? `${text} (${words.ofBefore})` : text;
}

/** The same as one JSON object; times as NumericDates and, for a person who reads it all the same, in ISO 8601. */
export function transcriptJson(transcript: BundleTranscript): object {
  const { bundle, before } = transcript;
  return {
    digest: transcript.digest,
    issuer: bundle.issuer,
    version: bundle.version,
    versionBefore: before?.version ?? null,
    issued: bundle.issued,
    issuedAt: formatInstant(bundle.issued),
    expires: bundle.expires,
    expiresAt: formatInstant(bundle.expires),
    threshold: bundle.rootThreshold,
    fingerprint: transcript.fingerprint,
    fingerprintBefore: transcript.fingerprintBefore,
    roots: transcript.roots,
    keys: transcript.keys.map(({ kid, change, key: { publicKey: _, ...facts } }) => ({ kid, change, ...facts })),
    companions: transcript.companions.map(({ kid, kind, version }) => ({ kid, kind, version })),
    missing: transcript.tallies.map(({ of, missing }) => ({ of, missing })),
  };
}
