// The link to the token's process: starts it when first needed, holds it to a time, starts it again when it dies, and never lets
// the same wrong PIN be tried twice. A waiting link keeps no program from ending.

import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { PortError } from "../domain/refusal.ts";
import type { Opening, TokenAnswer, TokenRefusal, TokenRequest, TokenResult } from "./pkcs11-messages.ts";

/** A way to have requests done by a token, in order. */
export type TokenLink = {
  /**
   * What the token answers. Rejects with PortError: the HSM_ codes, SIGNING_KEY_UNAVAILABLE. A process that died, and a token at fault
   * that had been working, are opened anew and asked once more; not so for `generate`, which might make two keys.
   */
  ask(request: TokenRequest): Promise<TokenResult>;
  /** Ends the token's process; what is still asked rejects with HSM_FAILED. A later request starts it again. */
  close(): void;
};

type Pending = {
  readonly number: number;
  readonly request: TokenRequest;
  readonly resolve: (result: TokenResult) => void;
  readonly reject: (error: PortError) => void;
  /** How often the process or the token failed while this was asked. */
  faults: number;
};

/** One: more would hide a token that fails every other time. */
const MAX_FAULTS = 1;

const PROCESS_FILE = fileURLToPath(new URL("./pkcs11-process.ts", import.meta.url));

/** A link for this token. `timeoutSeconds` is the longest wait for one answer; then the process is killed. */
export function createTokenLink(
  opening: Opening,
  { timeoutSeconds, processFile = PROCESS_FILE }: { readonly timeoutSeconds: number; readonly processFile?: string },
): TokenLink {
  const pending: Pending[] = [];
  let nextNumber = 0;
  let child: ChildProcess | undefined;
  let watchdog: NodeJS.Timeout | undefined;
  /** Set by a refused PIN: no later request reaches the token, because tokens lock after a few. */
  let shut: PortError | undefined;

  function start(): ChildProcess {
    const started = fork(processFile, [], {
      // Typed arrays cross as bytes.
      serialization: "advanced",
      env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("MOHOR_"))),
      execArgv: [],
      // A driver's own talk does not belong in a result or a log.
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    let hasAnswered = false;
    started.on("message", (message) => {
      hasAnswered = true;
      if (started === child) receive(message as TokenAnswer);
    });
    started.on("error", () => lose(started, { hasAnswered }));
    // Not at "exit", which may come before the last message.
    started.on("disconnect", () => lose(started, { hasAnswered }));
    started.send(opening, () => {});
    return started;
  }

  function receive(answer: TokenAnswer): void {
    const asked = pending.shift();
    if (asked === undefined || asked.number !== answer.number) throw new TypeError("answers come in order");
    if (!("code" in answer)) asked.resolve(answer);
    else refuse(asked, answer);
    carryOn();
  }

  function refuse(asked: Pending, { code, message, path, wasOpen }: TokenRefusal): void {
    const error = new PortError(code, message, { path });
    if (code === "SIGNING_KEY_UNAVAILABLE") {
      asked.reject(error);
      return;
    }
    // The token is at fault, and its process ends.
    discard();
    if (wasOpen && mayRepeat(asked)) pending.unshift(asked);
    else asked.reject(error);
    // What does not open does not open for the others either.
    if (!wasOpen) rejectAll(error);
    if (/^HSM_PIN_/.test(code)) shut = error;
  }

  /** The process is gone: what was asked of it is asked of a new one. */
  function lose(gone: ChildProcess, { hasAnswered }: { readonly hasAnswered: boolean }): void {
    if (gone !== child) return;
    discard();
    // Only the first can have been at work.
    const [first] = pending;
    if (first !== undefined && !mayRepeat(first)) {
      const error = new PortError("HSM_FAILED", "the token's process ended");
      pending.shift();
      first.reject(error);
      if (!hasAnswered) rejectAll(error);
    }
    carryOn();
  }

  function mayRepeat(asked: Pending): boolean {
    asked.faults++;
    return asked.request.what !== "generate" && asked.faults <= MAX_FAULTS;
  }

  /** With something pending, waits for its answer; else waits for nothing and keeps no program alive. */
  function carryOn(): void {
    clearTimeout(watchdog);
    if (pending.length === 0) {
      child?.unref();
      child?.channel?.unref();
      return;
    }
    if (child === undefined) {
      child = start();
      for (const asked of pending) dispatch(child, asked);
    }
    child.ref();
    child.channel?.ref();
    watchdog = setTimeout(() => {
      discard();
      rejectAll(new PortError("HSM_TIMEOUT", `no answer within ${timeoutSeconds} seconds`));
    }, timeoutSeconds * 1_000);
  }

  function dispatch(to: ChildProcess, asked: Pending): void {
    // Where the channel is closed already, its end is reported as well.
    to.send({ ...asked.request, number: asked.number }, () => {});
  }

  function discard(): void {
    const old = child;
    child = undefined;
    old?.kill("SIGKILL");
  }

  function rejectAll(error: PortError): void {
    for (const asked of pending.splice(0)) asked.reject(error);
  }

  return {
    ask(request) {
      if (shut !== undefined) return Promise.reject(shut);
      return new Promise((resolve, reject) => {
        const asked: Pending = { number: nextNumber++, request, resolve, reject, faults: 0 };
        pending.push(asked);
        if (child !== undefined) dispatch(child, asked);
        // The wait for the first of those pending goes on as it was.
        if (child === undefined || pending.length === 1) carryOn();
      });
    },
    close() {
      discard();
      rejectAll(new PortError("HSM_FAILED", "the link to the token was closed"));
      carryOn();
    },
  };
}
