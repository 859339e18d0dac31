// One message over several gateways in the order of the settings. A gateway that certainly did not take it is followed by the
// next; so is one that may have, for a person waits and the second text would be the very same; but the same gateway is asked
// again only where it promises to send a message once. Each has a circuit breaker, and all together a time after which the
// person is told.

import { admitCall, afterCall, type Circuit, type CircuitPolicy, CLOSED_CIRCUIT } from "../domain/circuit-breaker.ts";
import type { MessageSender } from "../domain/ports.ts";
import { PortError } from "../domain/refusal.ts";
import type { GatewayAnswer, SmsGateway } from "./sms-gateway.ts";

/** What happened to one attempt, for logs and metrics: no number, no text, no code in it. */
export type SendEvent = {
  readonly messageId: string;
  readonly gateway: string;
  /** `paused`: not asked, its circuit is open. */
  readonly outcome: GatewayAnswer["outcome"] | "paused";
  readonly reason?: string;
  readonly providerId?: string;
  readonly milliseconds: number;
};

/** How patient a route is. */
export type RoutePolicy = {
  /** For one attempt. */
  readonly attemptMilliseconds: number;
  /** For all of them: nobody waits longer for "sent" or "not sent". */
  readonly totalMilliseconds: number;
  /** Attempts at one gateway, where it is idempotent or certainly did not take the message. */
  readonly attemptsPerGateway: number;
  readonly circuit: CircuitPolicy;
};

/** The gateways as one sender. `elapsedMilliseconds` is a clock that never goes back, such as `performance.now`. */
export function createSmsRoute(
  gateways: readonly SmsGateway[],
  options: {
    readonly policy: RoutePolicy;
    readonly elapsedMilliseconds: () => number;
    readonly onEvent: (event: SendEvent) => void;
  },
): MessageSender {
  const { policy, elapsedMilliseconds, onEvent } = options;
  const circuits = new Map<string, Circuit>(gateways.map(({ name }) => [name, CLOSED_CIRCUIT]));

  async function attempt(gateway: SmsGateway, message: Parameters<MessageSender["send"]>[0], millisecondsLeft: number) {
    const started = elapsedMilliseconds();
    const { admitted, circuit } = admitCall(circuits.get(gateway.name) as Circuit, {
      now: started / 1_000,
      policy: policy.circuit,
    });
    circuits.set(gateway.name, circuit);
    const about = { messageId: message.messageId, gateway: gateway.name };
    if (!admitted) {
      onEvent({ ...about, outcome: "paused", milliseconds: 0 });
      return { outcome: "paused" } as const;
    }
    const timeoutMilliseconds = Math.max(1, Math.ceil(Math.min(policy.attemptMilliseconds, millisecondsLeft)));
    const answer = await gateway.send(message, { timeoutMilliseconds });
    const ended = elapsedMilliseconds();
    const succeeded = answer.outcome === "accepted" || answer.outcome === "rejected";
    const after = afterCall(circuits.get(gateway.name) as Circuit, {
      succeeded,
      now: ended / 1_000,
      policy: policy.circuit,
    });
    circuits.set(gateway.name, after);
    onEvent({ ...about, ...answer, milliseconds: Math.round(ended - started) });
    return answer;
  }

  return {
    async send(message) {
      const deadline = elapsedMilliseconds() + policy.totalMilliseconds;
      for (const gateway of gateways.filter(({ carries }) => carries(message.kind))) {
        for (let count = 0; count < policy.attemptsPerGateway; count++) {
          const left = deadline - elapsedMilliseconds();
          if (left <= 0) throw new PortError("OTP_NOT_SENT", "no gateway took the message in time");
          const { outcome } = await attempt(gateway, message, left);
          if (outcome === "accepted") return;
          const mayAskAgain = outcome === "unavailable" || (outcome === "unknown" && gateway.isIdempotent);
          if (!mayAskAgain) break;
        }
      }
      throw new PortError("OTP_NOT_SENT", "no gateway took the message");
    },
  };
}
