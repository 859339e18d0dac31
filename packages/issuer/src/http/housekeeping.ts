// What a running service does by itself: lets go of what no rule needs any more, and looks whether somebody is guessing codes.

import { whereItArose } from "@mohor/command-line";
import { failureBudgetState } from "../domain/otp-limits.ts";
import { runRetention } from "../domain/person-requests.ts";
import { problemOf } from "./problem.ts";
import type { Service } from "./service.ts";

/** Once. What fails is told to the operator and tried again the next time. */
export async function keepHouse({ stores, clock, rules, metrics, traffic, log }: Service): Promise<void> {
  const now = clock.now();
  try {
    await runRetention(stores, { now, policy: rules.retention });
    const buckets = await stores.challenges.failureBuckets(now);
    const state = traffic.state(now);
    if (state !== "normal") metrics.outcome("traffic", state);
    metrics.failureBudget(failureBudgetState(buckets, { now, policy: rules.otp.otp }));
  } catch (error) {
    log({ event: "error", code: problemOf(error).code, ...whereItArose(error) });
  }
}
