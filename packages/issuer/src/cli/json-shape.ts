// Shapes of settings files: what a value must be, told as data, and the first place where it is not. Every member must be there and no
// other may be: a misspelt rule must not silently become the default.

/** Answers with the place at fault below `place`, or null. */
export type Shape = (value: unknown, place: string) => string | null;

/** A text that the rule accepts. */
export function text(accepts: RegExp | ((text: string) => boolean)): Shape {
  const isGood = accepts instanceof RegExp ? (value: string) => accepts.test(value) : accepts;
  return (value, place) => (typeof value === "string" && isGood(value) ? null : place);
}

/** A whole number between two, both included. */
export function integer(least: number, most: number): Shape {
  return (value, place) =>
    Number.isSafeInteger(value) && least <= Number(value) && Number(value) <= most ? null : place;
}

/** One of a few values. */
export function oneOf(...values: readonly unknown[]): Shape {
  return (value, place) => (values.includes(value) ? null : place);
}

/** Null, or of the shape. */
export function orNull(shape: Shape): Shape {
  return (value, place) => (value === null ? null : shape(value, place));
}

/** A list of at least `least` values of the shape, at most `most`. */
export function list(shape: Shape, least: number, most: number): Shape {
  return (value, place) => {
    if (!Array.isArray(value) || value.length < least || value.length > most) return place;
    return firstFault(value.map((item, index) => [shape, item, `${place}.${index}`]));
  };
}

/** An object with exactly these members. */
export function object(members: Readonly<Record<string, Shape>>): Shape {
  return (value, place) => {
    if (!isObject(value)) return place;
    const extra = Object.keys(value).find((name) => !Object.hasOwn(members, name));
    if (extra !== undefined) return `${place}.${extra}`;
    return firstFault(Object.entries(members).map(([name, shape]) => [shape, value[name], `${place}.${name}`]));
  };
}

/** An object whose members' names fit the rule and whose values have the shape. */
export function record(names: RegExp, shape: Shape, most: number): Shape {
  return (value, place) => {
    if (!isObject(value) || Object.keys(value).length > most) return place;
    const extra = Object.keys(value).find((name) => !names.test(name));
    if (extra !== undefined) return `${place}.${extra}`;
    return firstFault(Object.entries(value).map(([name, item]) => [shape, item, `${place}.${name}`]));
  };
}

/** An object whose member `name` says which of the shapes it has. */
export function variant(name: string, shapes: Readonly<Record<string, Shape>>): Shape {
  return (value, place) => {
    if (!isObject(value)) return place;
    const kind = value[name];
    if (typeof kind !== "string" || !Object.hasOwn(shapes, kind)) return `${place}.${name}`;
    return (shapes[kind] as Shape)(value, place);
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function firstFault(parts: readonly (readonly [Shape, unknown, string])[]): string | null {
  for (const [shape, value, place] of parts) {
    const fault = shape(value, place);
    if (fault !== null) return fault;
  }
  return null;
}
