// The operator's log: JSON lines by pino, its only importer. What may be logged is decided by the type of each field, here once more
// for the case that a caller gets around the compiler: a field that has no rule is left out, a value that breaks its rule is
// replaced. So a telephone number, a name or a code could not stand in a line even by mistake.

import { pino } from "pino";

/** Where lines go. */
export type LineSink = { write(line: string): void };

/** What a value of each field looks like. No rule here lets free text through. */
const FIELDS: Readonly<Record<string, RegExp | "count">> = {
  event: /^[a-z][a-z-]{0,31}$/,
  requestId: /^[0-9a-f]{32}$/,
  method: /^[A-Za-z]{1,10}$/,
  // A pattern: the parameters stand as their names.
  route: /^(?:none|\/[a-zA-Z0-9/.:_*-]{0,79})$/,
  status: "count",
  code: /^[A-Z][A-Z0-9_]{1,31}$/,
  milliseconds: "count",
  entityId: /^[a-z0-9.-]{1,64}$/,
  kind: /^[A-Za-z]{1,40}$/,
  host: /^[A-Za-z0-9.:-]{1,64}$/,
  port: "count",
  signal: /^SIG[A-Z]{1,8}$/,
  unfinished: "count",
  gateway: /^[a-z][a-z0-9-]{0,31}$/,
  outcome: /^[a-z]{1,16}$/,
  reason: /^[a-z0-9-]{1,40}$/,
};

/** A place in a stack: letters of a path, never the text of a message. */
const FRAME = /^ {4}at [\w$.#<>[\] ]{0,120}\(?(?:node:|file:\/\/|\/)[\w@./+-]{1,300}:\d+:\d+\)?$/;

const REDACTED = "[redacted]";

/** Whether a word holds so many digits in a row that it could be a telephone number. */
const LONG_NUMBER = /\d{8}/;

/** A log of events. Events with a `level` of their own are written at it; `event: "error"` at error; the rest at info. */
export function createPinoLog(sink: LineSink): (event: Readonly<Record<string, unknown>>) => void {
  const logger = pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } },
    sink,
  );
  return (event) => {
    if (event.event === "error") logger.error(redact(event));
    else logger.info(redact(event));
  };
}

/** The event with every field held against its rule. */
export function redact(event: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const line: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(event)) {
    if (name === "frames") line.frames = framesOf(value);
    else if (Object.hasOwn(FIELDS, name)) line[name] = keeps(name, value) ? value : REDACTED;
  }
  return line;
}

function keeps(name: string, value: unknown): boolean {
  const rule = FIELDS[name];
  if (rule === "count") return typeof value === "number" && Number.isSafeInteger(value) && value < 1e8;
  if (typeof value !== "string" || rule?.test(value) !== true) return false;
  // An id of random hexadecimal digits may have eight decimal ones in a row by chance.
  return name === "requestId" || !LONG_NUMBER.test(value);
}

function framesOf(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.map((frame) => (typeof frame === "string" && FRAME.test(frame) ? frame.trim() : REDACTED));
}
