// The shape of each result: a tick in a circle, a cross in an octagon, a bar in a circle, a question in a triangle, a dashed square.
// Colour is never the only sign.

import type { ShownOutcome } from "@mohor/verifier";
import type { VNode } from "preact";

const PATHS: Readonly<Record<ShownOutcome, VNode>> = {
  admitted: (
    <>
      <circle cx="50" cy="50" r="44" />
      <path d="M28 52 L44 68 L74 34" />
    </>
  ),
  valid: (
    <>
      <circle cx="50" cy="50" r="44" />
      <path d="M28 52 L44 68 L74 34" />
    </>
  ),
  invalid: (
    <>
      <path d="M33 6 H67 L94 33 V67 L67 94 H33 L6 67 V33 Z" />
      <path d="M34 34 L66 66 M66 34 L34 66" />
    </>
  ),
  "not-admitted": (
    <>
      <circle cx="50" cy="50" r="44" />
      <path d="M24 50 H76" />
    </>
  ),
  undecided: (
    <>
      <path d="M50 8 L94 90 H6 Z" />
      <path d="M40 46 C40 34 60 34 60 46 C60 54 50 54 50 64 M50 74 V76" />
    </>
  ),
  specimen: (
    <>
      <rect x="8" y="8" width="84" height="84" stroke-dasharray="14 8" />
      <path d="M30 50 H70" />
    </>
  ),
};

export function Shape({ of }: { readonly of: ShownOutcome }): VNode {
  return (
    <svg class="shape" viewBox="0 0 100 100" aria-hidden="true">
      {PATHS[of]}
    </svg>
  );
}
