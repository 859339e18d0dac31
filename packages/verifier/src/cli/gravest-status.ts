// One exit status for several inputs.

import { EXIT_STATUS } from "@mohor/command-line";
import { CODES, type Code } from "@mohor/schema";

// What could not be read outweighs what is wrong, and that what could not be decided.
const GRAVEST_FIRST: readonly number[] = [EXIT_STATUS.IO, EXIT_STATUS.INVALID, EXIT_STATUS.UNDECIDED, EXIT_STATUS.OK];

/**
 * The exit status of the gravest of the codes that decided, null standing for an input that is all right. Fails closed: a status
 * that no input should have, and no input at all, are a bug (70), never 0.
 */
export function gravestStatus(codes: readonly (Code | null)[]): number {
  const statuses = codes.map((code) => (code === null ? EXIT_STATUS.OK : CODES[code].exitStatus));
  if (!statuses.every((status) => GRAVEST_FIRST.includes(status))) return EXIT_STATUS.INTERNAL;
  return GRAVEST_FIRST.find((status) => statuses.includes(status as never)) ?? EXIT_STATUS.INTERNAL;
}
