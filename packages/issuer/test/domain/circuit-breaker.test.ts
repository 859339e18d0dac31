import { describe, expect, it } from "vitest";
import {
  admitCall,
  afterCall,
  type Circuit,
  CLOSED_CIRCUIT,
  DEFAULT_CIRCUIT_POLICY as policy,
} from "../../src/domain/circuit-breaker.ts";

function fail(circuit: Circuit, now: number): Circuit {
  return afterCall(admitCall(circuit, { now, policy }).circuit, { succeeded: false, now, policy });
}

/** Closed to callers from second 0 on. */
const OPEN = [0, 0, 0, 0, 0].reduce((circuit, now) => fail(circuit, now), CLOSED_CIRCUIT);

describe("the circuit breaker", () => {
  it("lets calls through until five have failed in a row", () => {
    const four = [0, 0, 0, 0].reduce((circuit, now) => fail(circuit, now), CLOSED_CIRCUIT);
    expect(admitCall(four, { now: 0, policy }).admitted).toBe(true);
    expect(admitCall(OPEN, { now: 0, policy }).admitted).toBe(false);
    expect(admitCall(OPEN, { now: 29, policy }).admitted).toBe(false);
  });

  it("forgets failures at a success", () => {
    const four = [0, 0, 0, 0].reduce((circuit, now) => fail(circuit, now), CLOSED_CIRCUIT);
    expect(afterCall(four, { succeeded: true, now: 1, policy })).toEqual(CLOSED_CIRCUIT);
  });

  it("tries one call alone after the pause, and opens the way again at its success", () => {
    const trial = admitCall(OPEN, { now: 30, policy });
    expect(trial.admitted).toBe(true);
    expect(admitCall(trial.circuit, { now: 31, policy }).admitted).toBe(false);
    expect(afterCall(trial.circuit, { succeeded: true, now: 31, policy })).toEqual(CLOSED_CIRCUIT);
  });

  it("doubles the pause while trials fail, up to five minutes", () => {
    let circuit = OPEN;
    let now = 0;
    const pauses: number[] = [];
    for (let trial = 0; trial < 6; trial++) {
      now = circuit.openUntil as number;
      circuit = fail(circuit, now);
      pauses.push((circuit.openUntil as number) - now);
    }
    expect(pauses).toEqual([60, 120, 240, 300, 300, 300]);
  });

  it("takes a trial that never came back for lost", () => {
    const { circuit } = admitCall(OPEN, { now: 30, policy });
    expect(admitCall(circuit, { now: 59, policy }).admitted).toBe(false);
    expect(admitCall(circuit, { now: 60, policy }).admitted).toBe(true);
  });

  it("learns nothing from calls that were under way when it opened", () => {
    expect(afterCall(OPEN, { succeeded: false, now: 20, policy }).openUntil).toBe(30);
  });
});
