// Welch's t-test (Welch 1947), as it is used to find differences in time (Reparaz and others 2017, "dudect": |t| above 4.5 is a
// difference): values above a high percentile are cut off first, because a pause of the machine is no fact about the code.

/** The statistic of two samples of different size and spread. */
export function welchT(a: readonly number[], b: readonly number[]): number {
  const one = momentsOf(a);
  const other = momentsOf(b);
  return (one.mean - other.mean) / Math.sqrt(one.variance / one.count + other.variance / other.count);
}

function momentsOf(values: readonly number[]): {
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
} {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  return { count, mean, variance };
}

/** Both samples without what lies above this share of them together. */
export function cropped(
  a: readonly number[],
  b: readonly number[],
  share: number,
): readonly [readonly number[], readonly number[]] {
  const all = [...a, ...b].toSorted((x, y) => x - y);
  const bound = all[Math.min(all.length - 1, Math.floor(all.length * share))] as number;
  return [a.filter((value) => value <= bound), b.filter((value) => value <= bound)];
}
