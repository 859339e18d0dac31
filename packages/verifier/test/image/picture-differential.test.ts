// Picture readers held against each other: our cascade, and the independent verifier in Python with zbarimg. Which faint picture one of
// them manages to read is its own affair (spec §9.1), so agreement means:
// - a code that speaks of the file (PICTURE_*) is the same from both, but that Python does not decode interlaced files and says so;
// - no text is ever read that was not drawn, nor more often than it was drawn;
// - where both read all that was drawn on a straight sheet without dirt, they read it in the same order (zbarimg does not say where a code
//   is, and Python parts the sheet along its white bands);
// - of each text that was read, both say the same verdict.
// `npm run soak:pictures` shows them 3,000.

import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { toHex } from "@mohor/schema";
import type { Verdict } from "@mohor/verifier";
import { readQrTexts } from "@mohor/verifier/image";
import { type Question, questionOf } from "@mohor/verifier/replay";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { runs, SEED } from "../../../../test-support/effort.ts";
import { createTally } from "../../../../test-support/tally.ts";
import { mutated, mutation } from "../../../../test-vectors/independent/mutations.ts";
import { type Pair, startPair } from "../../../../test-vectors/independent/pair.ts";
import { readVectors } from "../../src/cli/read-vectors.ts";
import { type NearPicture, nearPicture, type PictureCase, pictureCase } from "./near-pictures.ts";

vi.setConfig({ testTimeout: 14_400_000 });

type VerdictQuestion = Extract<Question, { readonly ask: "verdict" }>;
type Read = { readonly texts?: readonly string[]; readonly code?: string };

/** A QR text longer than this makes symbols that small pictures cannot hold. */
const MAX_DRAWN_LENGTH = 400;

/** Pictures after which a long run says how far it is. */
const REPORT_EVERY = 500;

const { numRuns } = runs(30);
let questions: readonly VerdictQuestion[];
let pair: Pair;

beforeAll(async () => {
  const vectors = fileURLToPath(new URL("../../../../test-vectors", import.meta.url));
  questions = (await readVectors(vectors)).map(questionOf).filter(isDrawable);
  pair = await startPair({
    readPicture: async (bytes) => {
      const result = await readQrTexts(bytes);
      return result.ok ? { texts: result.sightings.map(({ text }) => text) } : { code: result.code };
    },
  });
}, 600_000);

afterAll(() => pair.end());

it("both read what was drawn, name damage alike and judge alike", async () => {
  const cases = fc.sample(fc.tuple(fc.nat(), mutation, fc.nat(), pictureCase), { numRuns, seed: SEED });
  const [readings, verdicts] = [createTally(), createTally()];
  for (const [number, [which, change, other, pictured]] of cases.entries()) {
    const vector = questions[which % questions.length] as VerdictQuestion;
    // Every other text is a changed one.
    const changed = which % 2 === 0 ? vector : (mutated(vector, change) as VerdictQuestion);
    const asked = isDrawable(changed) ? changed : vector;
    const second = questions[other % questions.length] as VerdictQuestion;
    const picture = nearPicture([asked.qrText, second.qrText], pictured);
    const both = await pair.ask({ ask: "texts", picture: toHex(picture.file) });
    const [ours, theirs] = [both.ours as Read, both.theirs as Read];
    const departure = departureOf(picture, pictured, ours, theirs);
    if (departure !== null) expect.fail(`${departure}: ${JSON.stringify({ pictured, asked, second, ours, theirs })}`);
    readings.add(outcomeOfBoth(picture, ours, theirs));
    for (const text of new Set([...(ours.texts ?? []), ...(theirs.texts ?? [])])) {
      const judged = { ...asked, qrText: text };
      const verdict = await pair.ask(judged);
      if (!verdict.agree) expect(verdict.ours, JSON.stringify(judged)).toEqual(verdict.theirs);
      verdicts.add((verdict.theirs as { readonly verdict: Verdict }).verdict.outcome);
    }
    if ((number + 1) % REPORT_EVERY === 0) process.stdout.write(`pictures: ${number + 1} shown\n`);
  }
  process.stdout.write(
    `pictures: ${numRuns} shown to our cascade and to zbarimg, 0 disagreements (${readings.text()}); ` +
      `verdicts on what was read, alike: ${verdicts.text()}\n`,
  );
  expect(readings.of("both read all")).toBeGreaterThan(0);
  expect(readings.of("PICTURE_DAMAGED")).toBeGreaterThan(0);
});

/** How the two differ where they may not, or null. */
function departureOf({ drawn }: NearPicture, pictured: PictureCase, ours: Read, theirs: Read): string | null {
  const isUndecoded = theirs.code === "PICTURE_FORMAT_UNKNOWN" && pictured.kind === "interlaced";
  const speaksOfFile = [ours, theirs].some(({ code }) => code?.startsWith("PICTURE_"));
  if (speaksOfFile && ours.code !== theirs.code && !isUndecoded) return "they name the file differently";
  for (const [who, { texts = [] }] of Object.entries({ ours, theirs })) {
    const left = [...drawn];
    for (const text of texts) {
      const at = left.indexOf(text);
      if (at < 0) return `${who} reads a text that was not drawn, or more often than it was`;
      left.splice(at, 1);
    }
  }
  const readAll = [ours, theirs].every(({ texts }) => texts?.length === drawn.length);
  const isOrdered = pictured.angle % 90 === 0 && !["noise", "stain", "modules"].includes(pictured.harm);
  if (readAll && isOrdered && !isDeepStrictEqual(ours.texts, theirs.texts)) return "they read in another order";
  return null;
}

function outcomeOfBoth({ drawn }: NearPicture, ours: Read, theirs: Read): string {
  if (theirs.code?.startsWith("PICTURE_FORMAT"))
    return ours.code === theirs.code ? ours.code : "interlaced, ours alone";
  if (ours.code?.startsWith("PICTURE_")) return ours.code;
  const [own, other] = [ours, theirs].map(({ texts }) => texts?.length ?? 0) as [number, number];
  if (own === drawn.length && other === drawn.length) return "both read all";
  if (own === other) return own === 0 ? "neither reads any" : "both read some";
  return own > other ? "ours reads more" : "zbarimg reads more";
}

function isDrawable(question: Question): question is VerdictQuestion {
  return question.ask === "verdict" && question.qrText.length <= MAX_DRAWN_LENGTH && /^[ -~]+$/.test(question.qrText);
}
