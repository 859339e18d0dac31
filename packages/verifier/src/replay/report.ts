// The report of a replay for other programs: JUnit XML, TAP 14, or JSON.

import type { Replay, ReplayResult } from "./replay.ts";

/** The forms of a report. */
export const REPORT_FORMS = ["junit", "tap", "json"] as const;
export type ReportForm = (typeof REPORT_FORMS)[number];

/** The report's text, ended by a line end. */
export function report(form: ReportForm, replays: readonly Replay[]): string {
  return WRITERS[form](replays);
}

const WRITERS: Readonly<Record<ReportForm, (replays: readonly Replay[]) => string>> = {
  junit(replays) {
    const suites = replays.map(
      ({ implementation, results }) =>
        `  <testsuite name="${xml(implementation)}" tests="${results.length}" failures="${count(results, "departs")}" skipped="${count(results, "unsupported")}" time="${seconds(results)}">\n${results.map(junitCase).join("")}  </testsuite>\n`,
    );
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join("")}</testsuites>\n`;
  },

  tap(replays) {
    const all = replays.flatMap(({ implementation, results }) =>
      results.map((result) => ({ implementation, ...result })),
    );
    const lines = all.map(({ implementation, id, outcome, departures }, i) => {
      const line = `${outcome === "departs" ? "not ok" : "ok"} ${i + 1} - ${tap(`${implementation}: ${id}`)}`;
      if (outcome === "unsupported") return `${line} # SKIP not supported\n`;
      return departures.length === 0
        ? `${line}\n`
        : `${line}\n  ---\n  departures:\n${departures.map((departure) => `    - ${JSON.stringify(departure)}\n`).join("")}  ...\n`;
    });
    return `TAP version 14\n1..${all.length}\n${lines.join("")}`;
  },

  json(replays) {
    return `${JSON.stringify(replays.map(({ implementation, results }) => ({ implementation, ...summary(results), results })))}\n`;
  },
};

/** How many vectors came to what. */
export function summary(
  results: readonly ReplayResult[],
): Readonly<Record<ReplayResult["outcome"] | "vectors", number>> {
  return {
    vectors: results.length,
    agrees: count(results, "agrees"),
    departs: count(results, "departs"),
    unsupported: count(results, "unsupported"),
  };
}

function count(results: readonly ReplayResult[], outcome: ReplayResult["outcome"]): number {
  return results.filter((result) => result.outcome === outcome).length;
}

function junitCase({ id, title, outcome, departures, milliseconds }: ReplayResult): string {
  const [layer = "", name = ""] = id.split("/");
  const head = `    <testcase classname="${xml(layer)}" name="${xml(`${name}: ${title}`)}" time="${(milliseconds / 1000).toFixed(3)}"`;
  if (outcome === "agrees") return `${head}/>\n`;
  if (outcome === "unsupported") return `${head}><skipped/></testcase>\n`;
  return `${head}><failure message="${xml(departures[0] ?? "")}">${xml(departures.join("\n"))}</failure></testcase>\n`;
}

function seconds(results: readonly ReplayResult[]): string {
  return (results.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000).toFixed(3);
}

/** XML 1.0 text: markup written as entities, and what XML cannot hold at all as U+FFFD. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/g, "\uFFFD")
    .replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);
}

/** A TAP description: `#` and `\` would begin a directive or an escape. */
function tap(text: string): string {
  return text.replace(/[\\#]/g, "\\$&").replace(/[\r\n]/g, " ");
}
