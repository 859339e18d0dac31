// `entity add|limit|rotate|revoke|list`: the organisations that may ask in their own name and the help desks that ask in people's, and
// their keys. A key is printed once, when it is made, and kept nowhere.

import { type Command, Failure, formatInstant, InvalidArgumentError, nowOf, Option } from "@mohor/command-line";
import { webCryptoRandom } from "../../adapters/random-webcrypto.ts";
import type { AuditFact } from "../../domain/audit.ts";
import type { Entity, EntityKind } from "../../domain/entity.ts";
import { makeEntityKey } from "../../domain/entity-key.ts";
import {
  DEFAULT_DESK_LIMITS,
  DEFAULT_KEY_OVERLAP_SECONDS,
  DEFAULT_REQUESTS_PER_MINUTE,
  ENTITY_KINDS,
  type EntityRegistration,
  faultOfRegistration,
  limitDesk,
  registerEntity,
  revokeEntity,
  rotateEntityKey,
} from "../../domain/entity-registration.ts";
import { withIssuer } from "../data-directory.ts";
import { action, type CommonFlags, issuerCommand, issuerGroup, printResult } from "../flags.ts";

type AddFlags = CommonFlags & {
  readonly name: string;
  readonly purpose?: string;
  readonly place?: string;
  readonly kind: EntityKind;
  readonly origin: readonly string[];
  readonly requestsPerMinute: number;
  readonly codesPerHour: number;
  readonly wrongCodesPerDay: number;
};
type LimitFlags = CommonFlags & Partial<Pick<AddFlags, "requestsPerMinute" | "codesPerHour" | "wrongCodesPerDay">>;
type RotateFlags = CommonFlags & { readonly overlap: number };

const LIMITS = ["requestsPerMinute", "codesPerHour", "wrongCodesPerDay"] as const;
const CODES_PER_HOUR = "codes that a help desk may ask for in an hour and that nobody confirms";
const WRONG_CODES_PER_DAY = "wrong codes from a help desk in a day";

export function entityCommand(): Command {
  return issuerGroup("entity", "organisations that use the service with a key of their own", [
    issuerCommand("entity", "add", "register an organisation and print its key, this once")
      .argument("<id>", "what answers made for it carry, such as gate.example.in")
      .requiredOption("--name <name>", "its name")
      .option("--purpose <text>", "what it asks for, as people are told it; of a help desk there is none")
      .option("--place <text>", "where people find a help desk, and only that")
      .addOption(new Option("--kind <kind>", "what it may do").choices(ENTITY_KINDS).default("verifying-entity"))
      .option("--origin <origin>", "web origin whose pages may call; may be given more than once", collect, [])
      .option("--requests-per-minute <count>", "how often it may ask", parseCount, DEFAULT_REQUESTS_PER_MINUTE)
      .option("--codes-per-hour <count>", CODES_PER_HOUR, parseCount, DEFAULT_DESK_LIMITS.codesPerHour)
      .option("--wrong-codes-per-day <count>", WRONG_CODES_PER_DAY, parseCount, DEFAULT_DESK_LIMITS.wrongCodesPerDay)
      .action(action(add)),
    issuerCommand("entity", "limit", "change what an organisation or a help desk may do from now on")
      .argument("<id>", "the organisation")
      .option("--requests-per-minute <count>", "how often it may ask", parseCount)
      .option("--codes-per-hour <count>", CODES_PER_HOUR, parseCount)
      .option("--wrong-codes-per-day <count>", WRONG_CODES_PER_DAY, parseCount)
      .action(action(limit)),
    issuerCommand("entity", "rotate", "print another key, this once; those before run on for a while")
      .argument("<id>", "the organisation")
      .option("--overlap <seconds>", "how long the keys before run on", parseCount, DEFAULT_KEY_OVERLAP_SECONDS)
      .action(action(rotate)),
    issuerCommand("entity", "revoke", "refuse all keys of an organisation from now on")
      .argument("<id>", "the organisation")
      .action(action(revoke)),
    issuerCommand("entity", "list", "list the organisations; keys are not shown").action(action(list)),
  ]);
}

/** What is said of a help desk and of no other. */
function deskOf({ kind, place, codesPerHour, wrongCodesPerDay }: AddFlags): Pick<EntityRegistration, "desk"> {
  if (kind === "help-desk") return { desk: { place: place ?? "", codesPerHour, wrongCodesPerDay } };
  // A place of anybody else would be kept and mean nothing.
  if (place !== undefined) throw new Failure("ENTITY_MALFORMED", "place");
  return {};
}

function collect(value: string, values: readonly string[]): readonly string[] {
  return [...values, value];
}

function parseCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("a whole number is needed.");
  return Number(text);
}

async function add(entityId: string, flags: AddFlags): Promise<void> {
  const now = nowOf(flags);
  const { name, purpose = "", kind, origin: origins, requestsPerMinute } = flags;
  const registration = { entityId, kind, name, purpose, origins, requestsPerMinute, ...deskOf(flags) };
  const fault = faultOfRegistration(registration);
  if (fault !== null) throw new Failure("ENTITY_MALFORMED", fault);
  const { apiKey, key } = makeEntityKey(webCryptoRandom, { from: now });
  const entity = registerEntity(registration, key, { now });
  await withIssuer(flags.dir, async ({ stores }) => {
    const isNew = await stores.entities.register(entity, auditOf("entity-added", entityId, { now, keyId: key.keyId }));
    if (!isNew) throw new Failure("ENTITY_EXISTS", entityId);
  });
  tellKey(flags, entityId, apiKey);
}

async function limit(entityId: string, flags: LimitFlags): Promise<void> {
  const now = nowOf(flags);
  const limits = given(flags);
  const { requestsPerMinute, ...ofDesk } = limits;
  if (Object.keys(limits).length === 0) throw new Failure("ENTITY_MALFORMED", "limits");
  const audit: AuditFact = { at: now, actor: "operator", action: "entity-limited", subject: entityId, detail: limits };
  const make = (held: Entity): Entity => {
    const changed = { ...limitDesk(held, ofDesk), ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }) };
    const isForNone = held.desk === undefined && Object.keys(ofDesk).length > 0;
    const fault = isForNone ? "desk" : faultOfRegistration(changed);
    if (fault !== null) throw new Failure("ENTITY_MALFORMED", fault);
    return changed;
  };
  await change(flags, entityId, audit, make);
  printResult(flags, { entityId, ...limits }, [`limited: ${entityId}`]);
}

/** The limits that were given. */
function given(flags: LimitFlags): Readonly<Partial<Record<(typeof LIMITS)[number], number>>> {
  return Object.fromEntries(LIMITS.flatMap((name) => (flags[name] === undefined ? [] : [[name, flags[name]]])));
}

async function rotate(entityId: string, flags: RotateFlags): Promise<void> {
  const now = nowOf(flags);
  const { apiKey, key } = makeEntityKey(webCryptoRandom, { from: now });
  const overlapSeconds = flags.overlap;
  await change(flags, entityId, auditOf("entity-key-rotated", entityId, { now, keyId: key.keyId }), (held) =>
    rotateEntityKey(held, key, { now, overlapSeconds }),
  );
  tellKey(flags, entityId, apiKey);
}

async function revoke(entityId: string, flags: CommonFlags): Promise<void> {
  const now = nowOf(flags);
  await change(flags, entityId, auditOf("entity-revoked", entityId, { now }), revokeEntity);
  printResult(flags, { entityId, state: "revoked" }, [`revoked: ${entityId}`]);
}

async function list(flags: CommonFlags): Promise<void> {
  const entities = await withIssuer(flags.dir, ({ stores }) => stores.entities.list());
  printResult(flags, { entities: entities.map(withoutSecrets) }, entities.map(toLine));
}

async function change(
  flags: CommonFlags,
  entityId: string,
  audit: AuditFact,
  make: (held: Entity) => Entity,
): Promise<void> {
  const changed = await withIssuer(flags.dir, ({ stores }) => stores.entities.change(entityId, make, audit));
  if (changed === null) throw new Failure("ENTITY_UNKNOWN", entityId);
}

function auditOf(
  name: string,
  subject: string,
  { now, ...detail }: { readonly now: number; readonly keyId?: string },
): AuditFact {
  return { at: now, actor: "operator", action: name, subject, detail };
}

function tellKey(flags: CommonFlags, entityId: string, apiKey: string): void {
  printResult(flags, { entityId, apiKey }, [apiKey]);
  process.stderr.write("this key is shown once and kept nowhere: give it to the organisation by a safe way\n");
}

function withoutSecrets(entity: Entity): object {
  const { keys, ...rest } = entity;
  return { ...rest, keys: keys.map(({ keyId, from, until }) => ({ keyId, from, until })) };
}

function toLine({ entityId, kind, state, name, desk, keys }: Entity): string {
  const running = keys.map(({ keyId, until }) => (until === null ? keyId : `${keyId} to ${formatInstant(until)}`));
  const place = desk === undefined ? "" : `, ${desk.place}`;
  return `${entityId}  ${kind}  ${state}  ${name}${place}  keys ${running.join(", ")}`;
}
