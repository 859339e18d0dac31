// Where an answer departs from the one that a vector demands, place by place, so that the first line names the mistake.

import { type Answer, expectedAnswer, type VectorFile } from "./vector.ts";

/** Characters of a value in a departure: enough to recognise it by. */
const SHOWN_CHARACTERS = 120;

/** The departures, a line each; none where the answer is right. `answer` is what another program said, so it may be anything. */
export function departuresOf(file: VectorFile, answer: unknown): string[] {
  if (typeof answer !== "object" || answer === null) return [`the answer is ${shown(answer)} and no object`];
  const { intermediates, ...given } = answer as Answer;
  return [...intermediateDepartures(file, intermediates), ...differences("", expectedAnswer(file), given)];
}

/** Intermediates come first, because they come first on the way; an implementation may leave out what it does not show. */
function intermediateDepartures(file: VectorFile, given: Answer["intermediates"]): string[] {
  if (given === undefined || !("intermediates" in file.vector)) return [];
  const expected = file.vector.intermediates;
  return Object.keys(given).flatMap((name) => differences(`intermediates.${name}`, expected[name], given[name]));
}

function differences(place: string, expected: unknown, given: unknown): string[] {
  if (isObject(expected) && isObject(given) && Array.isArray(expected) === Array.isArray(given)) {
    const names = new Set([...Object.keys(expected), ...Object.keys(given)]);
    return [...names].flatMap((name) =>
      differences(place === "" ? name : `${place}.${name}`, expected[name], given[name]),
    );
  }
  return Object.is(expected, given) ? [] : [`${place}: expected ${shown(expected)}, got ${shown(given)}`];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function shown(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length <= SHOWN_CHARACTERS ? text : `${text.slice(0, SHOWN_CHARACTERS)}…`;
}
