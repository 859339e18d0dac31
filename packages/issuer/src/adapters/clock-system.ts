// The real time. The only place in the issuer that reads a clock.

import type { Clock } from "../domain/ports.ts";

export const systemClock: Clock = { now: () => Math.floor(Date.now() / 1000) };
