// How everything here is measured: all candidates interleaved in one process, in random order, round after round. A ratio is
// the median of the per-round ratios to the reference, because absolute figures of a shared machine wander from run to run.

/** Something to time. `run` does the work once. */
export type Candidate = { readonly name: string; readonly run: () => unknown };

/** Median seconds of one run, and median ratio of the candidate's speed to the reference's (above 1: faster). */
export type Result = { readonly name: string; readonly seconds: number; readonly ratio: number };

export type RaceOptions = {
  /** Rounds; odd, so that the median is a measured value. */
  readonly rounds: number;
  /** Runs of each candidate in a round; 1 for whole processes. */
  readonly runsPerRound: number;
};

/** Races the candidates; the first is the reference. One warm-up round is not counted. */
export async function race(candidates: readonly Candidate[], options: RaceOptions): Promise<Result[]> {
  const seconds = new Map<string, number[]>(candidates.map(({ name }) => [name, []]));
  for (let round = -1; round < options.rounds; round++) {
    for (const { name, run } of shuffled(candidates)) {
      const started = process.hrtime.bigint();
      for (let i = 0; i < options.runsPerRound; i++) await run();
      const elapsed = Number(process.hrtime.bigint() - started) / 1e9 / options.runsPerRound;
      if (round >= 0) seconds.get(name)?.push(elapsed);
    }
  }
  const reference = seconds.get((candidates[0] as Candidate).name) as number[];
  return candidates.map(({ name }) => {
    const own = seconds.get(name) as number[];
    return {
      name,
      seconds: median(own),
      ratio: median(own.map((value, round) => (reference[round] as number) / value)),
    };
  });
}

/** Prints one table: the reference first, each ratio as a multiple of its speed. */
export function printResults(title: string, results: readonly Result[]): void {
  const width = Math.max(...results.map(({ name }) => name.length));
  const rows = results.map(({ name, seconds, ratio }) => {
    const time = seconds < 1e-3 ? `${(seconds * 1e6).toFixed(1)} µs` : `${(seconds * 1e3).toFixed(2)} ms`;
    return `  ${name.padEnd(width)}  ${time.padStart(10)}  ${ratio.toFixed(2).padStart(7)}×`;
  });
  process.stdout.write(`${title} (× = speed relative to the first line)\n${rows.join("\n")}\n\n`);
}

function median(values: readonly number[]): number {
  const ascending = values.toSorted((a, b) => a - b);
  return ascending[ascending.length >> 1] as number;
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
