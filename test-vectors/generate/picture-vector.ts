// What the file of a picture vector holds (vector.schema.json), and the picture beside it.

import type { Code } from "@mohor/schema";
import type { BugClass } from "./vector.ts";

/** A picture, and what its vector's file says of it. */
export type PictureVector = {
  readonly vector: {
    readonly title: string;
    readonly spec: "9";
    readonly why: string;
    readonly bugClass: BugClass;
    readonly expect: "read" | Code;
    /** File name, in the vector's folder. */
    readonly picture: string;
    /** In reading order. */
    readonly texts?: readonly string[];
  };
  readonly picture: Uint8Array;
};
