// Exit statuses of both programs (docs/operate.md §8). A code's own status stands in the table CODES; these are the rest.

export const EXIT_STATUS = {
  OK: 0,
  INVALID: 1,
  USAGE: 2,
  UNDECIDED: 3,
  IO: 4,
  INTERNAL: 70,
} as const;
