// The worker's answers to the page's calls: pixels to texts, texts to judgements. Times come with the calls.

import type { Policy } from "@mohor/verifier";
import { assess, shownOutcome, verify } from "@mohor/verifier";
import type { QrSighting } from "@mohor/verifier/image";
import type { BrowserEngines } from "@mohor/verifier/image/browser";
import { type CameraCascade, cameraCascade } from "@mohor/verifier/image/camera";
import { readFrame } from "@mohor/verifier/image/frame";
import type { UpdatePorts } from "@mohor/verifier/updater";
import type { CallName, Calls, Region, Request, Seen } from "./calls.ts";
import { createFramePixels } from "./frame-pixels.ts";
import { createPresence } from "./presence.ts";
import { createRepeatMemory } from "./repeat-memory.ts";
import { createTrustHolder } from "./trust-holder.ts";
import { readTrustText } from "./trust-text.ts";

/** What the worker's surroundings give it. */
export type Surroundings = {
  readonly engines: BrowserEngines;
  readonly random: (bytes: Uint8Array<ArrayBuffer>) => void;
  /** Milliseconds of a clock that never jumps. */
  readonly steady: () => number;
  readonly network: Pick<UpdatePorts, "fetch" | "deadline">;
  /** The number of the local day. */
  readonly dayOf: (now: number) => number;
};

/** Answers calls, one after the other. */
export type Answerer = (request: Request) => Promise<Calls[CallName]["answer"]>;

/** Nobody is let in before the page has said what this gate admits. */
const NO_POLICY: Policy = { statuses: ["fully"] };

export function createAnswerer({ engines, random, steady, dayOf, network }: Surroundings): Answerer {
  const holder = createTrustHolder(network);
  const presence = createPresence();
  const repeats = createRepeatMemory(random, dayOf);
  const frames = createFramePixels();
  const camera: CameraCascade = cameraCascade(engines.engines);
  const readText = readTrustText();
  let policy: Policy = NO_POLICY;

  const judge = (text: string, now: number): Seen => {
    const trustText = readText(text);
    if (trustText !== null) return trustText;
    const verdict = verify(text, holder.trust(), { now });
    const admission = assess(verdict, policy, { now });
    if (verdict.outcome === "valid") holder.prove(verdict.claims.iat);
    const secondsSinceShown = verdict.outcome === "valid" ? repeats.show(verdict.kid, verdict.cti, now) : null;
    return { kind: "certificate", verdict, admission, shown: shownOutcome(verdict, admission), secondsSinceShown };
  };

  const answers: { readonly [N in CallName]: (given: Calls[N]["given"]) => Promise<Calls[N]["answer"]> } = {
    async open(given) {
      policy = given.policy;
      holder.open(given.state);
      return holder.summary();
    },
    async policy(given) {
      policy = given;
      return null;
    },
    async accept({ documents, firstTrust, now }) {
      return holder.accept(documents, firstTrust, now);
    },
    async update({ from, now }) {
      return holder.update(from, now);
    },
    async look({ pixels, region, isThorough, now }) {
      const started = steady();
      const frame = await frames.take(pixels, region);
      const sightings = await camera.read(frame, isThorough ? "thorough" : "quick");
      const arrived = presence.arrivals(
        sightings.map(({ text }) => text),
        steady(),
      );
      return {
        seen: arrived.map((text) => judge(text, now)),
        inView: sightings.length,
        region: regionAround(sightings, frame.left, frame.top),
        isWithoutWasm: camera.isWithoutWasm(),
        milliseconds: steady() - started,
      };
    },
    async picture({ pixels, now }) {
      const frame = await frames.take(pixels, null);
      return (await readFrame(frame, engines.pictures)).map(({ text }) => judge(text, now));
    },
    async text({ text, now }) {
      return judge(text, now);
    },
    async notBefore(time) {
      holder.notBefore(time);
      return null;
    },
    async stateToKeep() {
      return holder.stateToKeep();
    },
  };
  return ({ name, given }) => (answers[name] as (given: unknown) => Promise<Calls[CallName]["answer"]>)(given);
}

/** The codes' bounds with half their size around them: where the next frames look first. */
function regionAround(sightings: readonly QrSighting[], left: number, top: number): Region | null {
  if (sightings.length === 0) return null;
  const corners = sightings.flatMap((sighting) => sighting.corners);
  const xs = corners.map(({ x }) => x);
  const ys = corners.map(({ y }) => y);
  const [minX, maxX, minY, maxY] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const room = Math.max(maxX - minX, maxY - minY) / 2;
  return {
    x: Math.max(0, left + minX - room),
    y: Math.max(0, top + minY - room),
    width: maxX - minX + 2 * room,
    height: maxY - minY + 2 * room,
  };
}
