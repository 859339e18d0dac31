// From camera to verdict in the gate itself, in Chromium: the first verdict after the camera starts, on a page that was never loaded
// before; a code that comes into view while the camera runs; and each class of damage before the fake camera.

import type { Page } from "playwright-core";
import {
  EMPTY_FRAME,
  frameOf,
  type GateBrowser,
  startGateBrowser,
} from "../packages/verifier/test/gate/browser/gate-in-browser.ts";
import { qrTextOf } from "../packages/verifier/test/test-issuer.ts";
import type { Luma } from "../test-support/fake-camera.ts";
import { DAMAGE } from "./damage.ts";

const COLD_STARTS = 7;
const WARM_VERDICTS = 15;
const PRESENTATIONS = 3;
const PATIENCE_MILLISECONDS = 4_000;

/** Marks in the page the moment of the first frame of the camera, of a code coming into view, and of a result on the screen. */
const WATCH = `
  globalThis.marks = [];
  const mark = (what) => globalThis.marks.push([what, performance.now()]);
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  let isDark = false;
  const watchVideo = (video) => {
    const look = () => {
      if (video.videoWidth > 0) {
        canvas.width = 64; canvas.height = 36;
        context.drawImage(video, 0, 0, 64, 36);
        const { data } = context.getImageData(16, 4, 32, 28);
        let least = 255;
        for (let at = 0; at < data.length; at += 4) least = Math.min(least, data[at]);
        if (globalThis.marks.length === 0) mark("camera");
        if (least < 200 && !isDark) mark("code");
        isDark = least < 200;
      }
      video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
  };
  let had = false;
  new MutationObserver(() => {
    const video = document.querySelector("video");
    if (video !== null && video !== globalThis.watched) { globalThis.watched = video; watchVideo(video); }
    const has = document.querySelector(".verdict .face") !== null;
    if (has && !had) mark("verdict");
    had = has;
  }).observe(document, { childList: true, subtree: true });
`;

type Mark = readonly [what: "camera" | "code" | "verdict", at: number];

export async function benchGateInBrowser(): Promise<void> {
  const gate = await startGateBrowser();
  try {
    await cold(gate);
    await warm(gate);
    await classes(gate);
  } finally {
    await gate.close();
  }
}

async function cold(gate: GateBrowser): Promise<void> {
  await gate.show(frameOf(qrTextOf()));
  const times: number[] = [];
  for (let i = 0; i < COLD_STARTS; i++) {
    const { page } = await gate.open({ before: WATCH });
    await page.locator(".face").first().waitFor();
    times.push(between(await marksOf(page), "camera", "verdict"));
  }
  say(`first verdict after the camera's first frame, page never loaded before (${COLD_STARTS})`, times);
}

async function warm(gate: GateBrowser): Promise<void> {
  await gate.show(...Array<Luma>(75).fill(EMPTY_FRAME), ...Array<Luma>(30).fill(frameOf(qrTextOf())));
  const { page } = await gate.open({ before: WATCH });
  const times: number[] = [];
  for (let i = 0; i < WARM_VERDICTS; i++) {
    await page.evaluate("globalThis.marks = [['camera', 0]]");
    await page.locator(".face").first().waitFor();
    const marks = await marksOf(page);
    if (marks.some(([what]) => what === "code")) times.push(between(marks, "code", "verdict"));
    await page.keyboard.press("Escape");
    await page.locator(".verdict").waitFor({ state: "detached" });
  }
  say(`verdict after a code comes into view, camera running (${times.length})`, times);
}

async function classes(gate: GateBrowser): Promise<void> {
  process.stdout.write(
    `  classes of damage before the fake camera: presentations of ${PRESENTATIONS} read, median ms from the camera's first frame\n`,
  );
  for (const [kind, present] of DAMAGE) {
    const times: number[] = [];
    for (let seed = 1; seed <= PRESENTATIONS; seed++) {
      await gate.show(...present(qrTextOf(), seed * 104_729));
      const { page } = await gate.open({ before: WATCH });
      const isRead = await page
        .locator(".face[data-shown=admitted]")
        .first()
        .waitFor({ timeout: PATIENCE_MILLISECONDS })
        .then(
          () => true,
          () => false,
        );
      if (isRead) times.push(between(await marksOf(page), "camera", "verdict"));
    }
    process.stdout.write(
      `    ${kind.padEnd(16)}${times.length}/${PRESENTATIONS}${times.length === 0 ? "" : `  ${median(times).toFixed(0)} ms`}\n`,
    );
  }
  process.stdout.write("\n");
}

async function marksOf(page: Page): Promise<readonly Mark[]> {
  return (await page.evaluate("globalThis.marks")) as readonly Mark[];
}

function between(marks: readonly Mark[], from: Mark[0], to: Mark[0]): number {
  const start = marks.find(([what]) => what === from)?.[1] ?? Number.NaN;
  const end = marks.find(([what, at]) => what === to && at >= start)?.[1] ?? Number.NaN;
  return end - start;
}

function say(what: string, times: readonly number[]): void {
  const all = times.map((time) => time.toFixed(0)).join(", ");
  process.stdout.write(`  ${what}: median ${median(times).toFixed(0)} ms (${all})\n`);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
