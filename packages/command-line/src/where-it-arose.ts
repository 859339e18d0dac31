// What may be told of an exception that is a bug: its kind and where it arose, never its message, which may quote what was sent.

/** A line of a stack trace that names a place in our files or Node's; a line of a message that looks like one does not end so. */
const FRAME = /^ {4}at .*(?:node:|file:\/\/|\/).*:\d+:\d+\)?$/;
const MAX_FRAMES = 5;

/** The kind of an exception, and the innermost places of its stack. */
export type Origin = { readonly kind: string; readonly frames: readonly string[] };

/** Kind and places of anything thrown. */
export function whereItArose(error: unknown): Origin {
  if (!(error instanceof Error)) return { kind: typeof error, frames: [] };
  const frames = (error.stack ?? "").split("\n").filter((line) => FRAME.test(line));
  return { kind: error.name, frames: frames.slice(0, MAX_FRAMES) };
}
