// `gate`: the offline scanner for people, served to this machine's browser or written out for a web server; and a loopback endpoint that
// answers a kiosk's or turnstile's program with verdicts.

import { readdir } from "node:fs/promises";
import { resolve } from "node:path";
import {
  type Command,
  createCommand,
  Failure,
  fileFailure,
  InvalidArgumentError,
  readBounded,
} from "@mohor/command-line";
import { MAX_PICTURE_BYTES } from "@mohor/schema";
import { buildGate, builtGate, type LoopbackAddress, parseLoopback, serveGate } from "@mohor/verifier/gate";
import { readQrTexts } from "@mohor/verifier/image";
import { createJudge, type JudgeFlags, judge, toJson } from "../judge.ts";
import { judgeOptions } from "../judge-options.ts";

type GateFlags = JudgeFlags & { readonly listen?: LoopbackAddress; readonly out?: string; readonly publisher?: string };

const DEFAULT_PORT = 8_080;

/** The command. Serves until SIGINT or SIGTERM, then ends with status 0. */
export function gateCommand(): Command {
  return judgeOptions(createCommand("mohor-verifier", "gate", "serve the offline scanner to a browser on this machine"))
    .option("--listen <address>", "loopback address and port, such as 127.0.0.1:8080 (0: any free port)", loopback)
    .option("--publisher <origin>", "another https origin that the page may fetch trust files from", httpsOrigin)
    .option(
      "--out <folder>",
      "write the files for a web server instead, into a folder that is new, empty or an older gate's",
    )
    .addHelpText(
      "after",
      `
POST /verify takes a QR text (text/plain) or a picture (image/…) and answers one JSON line for each code:
  curl --data-binary @card.txt -H 'content-type: text/plain' http://127.0.0.1:8080/verify`,
    )
    .action(async (flags: GateFlags) => {
      if (flags.out !== undefined) {
        const folder = flags.out;
        await refuseForeignFolder(folder);
        await buildGate(resolve(folder)).catch((error: unknown) => {
          throw fileFailure(error, folder, "write");
        });
        process.stdout.write(`${folder}\n`);
        return;
      }
      await serve(flags);
    });
}

async function serve(flags: GateFlags): Promise<void> {
  const by = await createJudge(flags);
  const trust = flags.trust === undefined ? undefined : await readBounded(flags.trust, MAX_PICTURE_BYTES);
  const address = flags.listen ?? { host: "127.0.0.1", port: DEFAULT_PORT };
  const server = await serveGate({
    folder: await builtGate(),
    address,
    publisher: flags.publisher ?? null,
    // The page asks for this on its first start, so a gate on this machine needs no second set-up.
    trustFiles: new Map(trust === undefined ? [] : [["trust.mohor-trust", trust]]),
    async judge(body, isText) {
      if (isText) return [toJson(judge("request", new TextDecoder("utf-8", { ignoreBOM: true }).decode(body), by))];
      const texts = await readQrTexts(body);
      if (!texts.ok) return [toJson(judge("request", { code: texts.code }, by))];
      return texts.sightings.map(({ text }, index) => toJson(judge(`code ${index + 1}`, text, by)));
    },
  }).catch((error: unknown) => {
    throw new Failure("SERVICE_ADDRESS_UNAVAILABLE", `${address.host}:${address.port}`, { cause: error });
  });
  // Before anybody is told the address: who knows it may already end the program.
  const ended = new Promise<void>((end) => {
    process.once("SIGINT", () => end());
    process.once("SIGTERM", () => end());
  });
  process.stdout.write(`${server.url}\n`);
  await ended;
  await server.close();
}

/** Building empties the folder: only one that is new, empty, or holds a gate already is emptied. */
async function refuseForeignFolder(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === "ENOENT") return [];
    throw fileFailure(error, folder, "write");
  });
  if (names.length > 0 && !names.includes("sw.js")) throw new Failure("FILE_EXISTS", folder);
}

function loopback(text: string): LoopbackAddress {
  const address = parseLoopback(text);
  if (address === null)
    throw new InvalidArgumentError(
      "a loopback address such as 127.0.0.1:8080 is needed; for other machines write the files with --out and serve them with https.",
    );
  return address;
}

function httpsOrigin(text: string): string {
  const url = URL.parse(text);
  if (url === null || url.protocol !== "https:" || url.pathname !== "/" || url.search !== "" || url.hash !== "")
    throw new InvalidArgumentError("an origin such as https://health.example.in is needed.");
  return url.origin;
}
