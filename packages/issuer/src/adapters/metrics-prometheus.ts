// What an operator counts, in the format of Prometheus; the only importer of prom-client. Labels are methods, routes' patterns,
// statuses and reason codes: short lists of ours, so nobody can make the number of series grow.

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** Seconds: from what a static answer takes to what a client waits for. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Metrics of a registry of its own. `processMetrics`: also the process's memory, event loop and the like. */
export function createPrometheusMetrics({ processMetrics }: { readonly processMetrics: boolean }): PrometheusMetrics {
  const registry = new Registry();
  const registers = [registry];
  if (processMetrics) collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: "mohor_http_requests_total",
    help: "Requests answered, by method, route and status.",
    labelNames: ["method", "route", "status"],
    registers,
  });
  const durations = new Histogram({
    name: "mohor_http_request_duration_seconds",
    help: "Seconds from the request's head to the answer's, by route.",
    labelNames: ["route"],
    buckets: BUCKETS,
    registers,
  });
  const outcomes = new Counter({
    name: "mohor_outcomes_total",
    help: "What became of requests for a code, of confirmations and of issues: ok, an origin, or a reason code.",
    labelNames: ["step", "result"],
    registers,
  });
  const inFlight = new Gauge({
    name: "mohor_http_requests_in_flight",
    help: "Requests being worked on.",
    registers,
  });
  const failureBudget = new Gauge({
    name: "mohor_otp_failure_budget",
    help: "Wrong codes over all numbers: 0 as usual, 1 somebody may be guessing, 2 the day's budget is spent.",
    registers,
  });
  return {
    request({ method, route, status, seconds }) {
      requests.inc({ method, route, status });
      durations.observe({ route }, seconds);
    },
    outcome: (step, result) => outcomes.inc({ step, result }),
    inFlight: (count) => inFlight.set(count),
    failureBudget: (state) => failureBudget.set(["normal", "soft", "hard"].indexOf(state)),
    render: async () => ({ text: await registry.metrics(), mediaType: registry.contentType }),
  };
}

/** See the port of the same shape in src/http/service.ts. */
export type PrometheusMetrics = {
  readonly request: (labels: {
    readonly method: string;
    readonly route: string;
    readonly status: number;
    readonly seconds: number;
  }) => void;
  readonly outcome: (step: string, result: string) => void;
  readonly inFlight: (count: number) => void;
  readonly failureBudget: (state: "normal" | "soft" | "hard") => void;
  readonly render: () => Promise<{ readonly text: string; readonly mediaType: string }>;
};
