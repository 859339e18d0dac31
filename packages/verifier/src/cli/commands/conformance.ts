// `conformance`: this program behind the conformance protocol, one question a line in, one answer a line out
// (docs/conformance.md): for others to drive, and to try the protocol with.

import { type Command, createCommand } from "@mohor/command-line";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import { decodeQuestion } from "@mohor/verifier/replay";
import { ownImplementation } from "../own-implementation.ts";
import { readLines } from "../read-lines.ts";

/** Characters of a question: a picture of 16 MiB in hex is 33.6 million, and a little for the rest. */
const MAX_QUESTION_LENGTH = 34_000_000;

/** The command. Exit status 0 at the end of the input: what was asked wrongly is answered with `error`. */
export function conformanceCommand(): Command {
  return createCommand(
    "mohor-verifier",
    "conformance",
    "answer the questions of test vectors, one JSON object a line, as docs/conformance.md says",
  ).action(async () => {
    const implementation = ownImplementation(nodeCryptoEngine);
    for await (const line of readLines(process.stdin, MAX_QUESTION_LENGTH)) {
      const asked = decodeQuestion(line);
      const answer = asked.ok ? await implementation.answer(asked.id, asked.question) : { error: asked.error };
      process.stdout.write(`${JSON.stringify({ id: asked.id, ...(answer as object) })}\n`);
    }
  });
}
