// The console as a telephone: messages go to a stream for people, and as JSON lines {"to","text"} to an outbox file for tests and
// demonstrations. It shows numbers and codes, which is its purpose and the reason why it is for demonstrations only.

import { appendFileSync } from "node:fs";
import type { MessageSender } from "../domain/ports.ts";
import { PortError } from "../domain/refusal.ts";
import { MODE_PRIVATE } from "./durable-file.ts";

/** A sender that shows messages with `write` (a line without its end) and appends them to `outboxPath`, where one is given. */
export function createConsoleSender(options: {
  readonly write: (line: string) => void;
  readonly outboxPath?: string | undefined;
}): MessageSender {
  return {
    async send({ to, text }) {
      try {
        if (options.outboxPath !== undefined) {
          appendFileSync(options.outboxPath, `${JSON.stringify({ to, text })}\n`, { mode: MODE_PRIVATE });
        }
        options.write(`SMS to ${to}: ${text}`);
      } catch (cause) {
        throw new PortError("OTP_NOT_SENT", "the message could not be written", { cause });
      }
    },
  };
}
