// Equality of secret byte strings in a time that tells nothing about where they differ.

/** Whether both are the same bytes. The time depends on the lengths only, which are public here. */
export function constantTimeEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] as number) ^ (b[i] as number);
  return difference === 0;
}
