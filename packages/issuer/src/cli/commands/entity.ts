// `entity add|rotate|revoke|list`: the organisations that may ask in their own name, and their keys. A key is printed once, when it
// is made, and kept nowhere.

import { type Command, Failure, formatInstant, InvalidArgumentError, nowOf, Option } from "@mohor/command-line";
import { webCryptoRandom } from "../../adapters/random-webcrypto.ts";
import type { AuditFact } from "../../domain/audit.ts";
import type { Entity, EntityKind } from "../../domain/entity.ts";
import { makeEntityKey } from "../../domain/entity-key.ts";
import {
  DEFAULT_KEY_OVERLAP_SECONDS,
  DEFAULT_REQUESTS_PER_MINUTE,
  ENTITY_KINDS,
  faultOfRegistration,
  registerEntity,
  revokeEntity,
  rotateEntityKey,
} from "../../domain/entity-registration.ts";
import { withIssuer } from "../data-directory.ts";
import { action, type CommonFlags, issuerCommand, issuerGroup, printResult } from "../flags.ts";

type AddFlags = CommonFlags & {
  readonly name: string;
  readonly purpose: string;
  readonly kind: EntityKind;
  readonly origin: readonly string[];
  readonly requestsPerMinute: number;
};
type RotateFlags = CommonFlags & { readonly overlap: number };

export function entityCommand(): Command {
  return issuerGroup("entity", "organisations that use the service with a key of their own", [
    issuerCommand("entity", "add", "register an organisation and print its key, this once")
      .argument("<id>", "what answers made for it carry, such as gate.example.in")
      .requiredOption("--name <name>", "its name")
      .requiredOption("--purpose <text>", "what it asks for, as people are told it")
      .addOption(new Option("--kind <kind>", "what it may do").choices(ENTITY_KINDS).default("verifying-entity"))
      .option("--origin <origin>", "web origin whose pages may call; may be given more than once", collect, [])
      .option("--requests-per-minute <count>", "how often it may ask", parseCount, DEFAULT_REQUESTS_PER_MINUTE)
      .action(action(add)),
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

function collect(value: string, values: readonly string[]): readonly string[] {
  return [...values, value];
}

function parseCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("a whole number is needed.");
  return Number(text);
}

async function add(entityId: string, flags: AddFlags): Promise<void> {
  const now = nowOf(flags);
  const { name, purpose, kind, origin: origins, requestsPerMinute } = flags;
  const registration = { entityId, kind, name, purpose, origins, requestsPerMinute };
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

function toLine({ entityId, kind, state, name, keys }: Entity): string {
  const running = keys.map(({ keyId, until }) => (until === null ? keyId : `${keyId} to ${formatInstant(until)}`));
  return `${entityId}  ${kind}  ${state}  ${name}  keys ${running.join(", ")}`;
}
