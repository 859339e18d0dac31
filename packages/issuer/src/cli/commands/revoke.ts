// `revoke`, `suspend` and `reinstate`: which certificates are no longer good, or not for now, or good again; by id, by person, or by a
// whole block such as one centre's. Recorded at once; gates learn of it by the next `status-list publish`.

import { type Command, Failure, InvalidArgumentError, languageOfFlags, nowOf, Option } from "@mohor/command-line";
import { WORDS } from "@mohor/schema/texts";
import { type CalendarDate, instantOfDay, parseCalendarDate } from "../../domain/calendar-date.ts";
import { REVOCATION_REASONS, type RevocationReason } from "../../domain/certificate.ts";
import {
  REINSTATEMENT_REASONS,
  type ReinstatementReason,
  type StatusCounts,
  type StatusDecision,
  SUSPENSION_REASONS,
  type SuspensionReason,
} from "../../domain/status-change.ts";
import { type CertificateBlock, setStatusOfBlock } from "../../domain/status-of-block.ts";
import { setStatusOfBeneficiary, setStatusOfCertificates, setStatusOfPerson } from "../../domain/status-of-person.ts";
import { type OpenIssuer, withIssuer } from "../data-directory.ts";
import { orFail } from "../failure-of.ts";
import { action, type CommonFlags, issuerCommand, printResult } from "../flags.ts";
import { enrolmentRules } from "../settings.ts";

type Flags = CommonFlags & {
  readonly reason: string;
  readonly mobile?: string;
  readonly name?: string;
  readonly beneficiary?: string;
  readonly centre?: string;
  readonly dosesFrom?: CalendarDate;
  readonly dosesTo?: CalendarDate;
  readonly issuedFrom?: CalendarDate;
  readonly issuedTo?: CalendarDate;
  readonly yes?: boolean;
};

/** A decision but for when and by whom. */
type Verb = {
  readonly name: "revoke" | "suspend" | "reinstate";
  readonly description: string;
  /** The first is the default. */
  readonly reasons: readonly string[];
  readonly decide: (reason: string, at: number) => StatusDecision;
  readonly done: string;
};

const OPERATOR = "operator";

const REVOKE: Verb = {
  name: "revoke",
  description: "make certificates invalid, for ever",
  reasons: ["holder-request", ...REVOCATION_REASONS.filter((reason) => reason !== "holder-request")],
  decide: (reason, at) => ({ status: "revoked", reason: reason as RevocationReason, at, actor: OPERATOR }),
  done: "revoked",
};
const SUSPEND: Verb = {
  name: "suspend",
  description: "make certificates invalid until they are reinstated",
  reasons: SUSPENSION_REASONS,
  decide: (reason, at) => ({ status: "suspended", reason: reason as SuspensionReason, at, actor: OPERATOR }),
  done: "suspended",
};
const REINSTATE: Verb = {
  name: "reinstate",
  description: "make suspended certificates good again",
  reasons: REINSTATEMENT_REASONS,
  decide: (reason, at) => ({ status: "valid", reason: reason as ReinstatementReason, at, actor: OPERATOR }),
  done: "reinstated",
};

/** The three commands. */
export function statusCommands(): readonly Command[] {
  return [REVOKE, SUSPEND, REINSTATE].map(statusCommand);
}

function statusCommand(verb: Verb): Command {
  return issuerCommand("", verb.name, `${verb.description}; gates learn of it by the next status-list publish`)
    .argument("[id...]", "kid and cti of certificates, such as 1a2b3c4d-00f3e2")
    .addOption(
      new Option("--reason <reason>", "why; kept, never published").choices([...verb.reasons]).default(verb.reasons[0]),
    )
    .option("--mobile <number>", "with --name: all certificates of a person, by mobile number")
    .option("--name <name>", "the person's full name as registered")
    .option("--beneficiary <id>", "all certificates of a person, by the registry's id")
    .option("--centre <code>", "all certificates of a block: a source of the registry, or a vaccination centre")
    .addOption(dayOption("--doses-from <day>", "with --centre: only where a dose was given there from this day on"))
    .addOption(dayOption("--doses-to <day>", "with --centre: to this day"))
    .addOption(dayOption("--issued-from <day>", "with --centre: only certificates issued from this day on"))
    .addOption(dayOption("--issued-to <day>", "with --centre: to this day"))
    .option("--yes", "with --centre: do it; without, certificates are only counted")
    .action(action((ids: readonly string[], flags: Flags) => run(verb, ids, flags)));
}

function dayOption(flag: string, description: string): Option {
  return new Option(flag, description).argParser((text: string) => {
    const day = parseCalendarDate(text);
    if (day === null) throw new InvalidArgumentError("a day such as 2026-11-23 is needed.");
    return day;
  });
}

/** Which of the ways to name certificates was used. */
function wayOf(ids: readonly string[], flags: Flags): "ids" | "person" | "beneficiary" | "block" {
  const { mobile, name, beneficiary, centre, dosesFrom, dosesTo, issuedFrom, issuedTo, yes } = flags;
  const ways = [
    ...(ids.length > 0 ? ["ids" as const] : []),
    ...(mobile !== undefined || name !== undefined ? ["person" as const] : []),
    ...(beneficiary !== undefined ? ["beneficiary" as const] : []),
    ...(centre !== undefined ? ["block" as const] : []),
  ];
  const [way] = ways;
  const isHalfAPerson = (mobile === undefined) !== (name === undefined);
  const isOfABlock = [dosesFrom, dosesTo, issuedFrom, issuedTo, yes].some((flag) => flag !== undefined);
  if (way === undefined || ways.length > 1 || isHalfAPerson || (isOfABlock && way !== "block")) {
    throw new Failure("STATUS_TARGET_UNCLEAR");
  }
  return way;
}

async function run(verb: Verb, ids: readonly string[], flags: Flags): Promise<void> {
  const decision = verb.decide(flags.reason, nowOf(flags));
  const way = wayOf(ids, flags);
  if (way === "block") {
    await runOnBlock(verb, decision, flags);
    return;
  }
  const counts = await withIssuer(flags.dir, (issuer) => decide(issuer, { way, ids, flags, decision }));
  const { changed, already, final } = counts;
  printResult(flags, { ...counts, reason: decision.reason, at: decision.at }, [
    ...changed.map((id) => `${verb.done}: ${id}, ${decision.reason}`),
    ...(already + final > 0 ? [`as before: ${already + final}`] : []),
    ...(changed.length + already + final === 0 ? [`${verb.done}: none`] : []),
  ]);
  if (changed.length > 0) process.stderr.write(`${WORDS[languageOfFlags(flags)].revokedOnRecord}\n`);
}

async function decide(
  { stores, hash, settings }: OpenIssuer,
  how: {
    readonly way: "ids" | "person" | "beneficiary";
    readonly ids: readonly string[];
    readonly flags: Flags;
    readonly decision: StatusDecision;
  },
): Promise<StatusCounts> {
  const { way, ids, flags, decision } = how;
  if (way === "ids") return orFail(await setStatusOfCertificates(ids, stores, decision)).counts;
  const ports = { ...stores, hash };
  if (way === "beneficiary") {
    return orFail(await setStatusOfBeneficiary(flags.beneficiary ?? "", ports, decision)).counts;
  }
  const person = { mobile: flags.mobile ?? "", name: flags.name ?? "" };
  return orFail(await setStatusOfPerson(person, ports, { decision, mobiles: enrolmentRules(settings).mobiles })).counts;
}

async function runOnBlock(verb: Verb, decision: StatusDecision, flags: Flags): Promise<void> {
  const dryRun = flags.yes !== true;
  const counts = await withIssuer(flags.dir, ({ stores, settings }) =>
    setStatusOfBlock(blockOf(flags, settings.utcOffsetMinutes), stores, { decision, dryRun }),
  );
  const { looked, matching, changed } = counts;
  printResult(flags, { ...counts, dryRun, reason: decision.reason, at: decision.at }, [
    `${looked} certificates looked at, ${matching} of this block, ${changed} ${verb.done}`,
    ...(dryRun ? ["nothing was changed: give --yes to do it"] : []),
  ]);
  if (changed > 0) process.stderr.write(`${WORDS[languageOfFlags(flags)].revokedOnRecord}\n`);
}

/** Days are whole days of the registry's calendar. */
function blockOf(flags: Flags, utcOffsetMinutes: number): CertificateBlock {
  const { centre = "", dosesFrom, dosesTo, issuedFrom, issuedTo } = flags;
  const hasDoses = dosesFrom !== undefined || dosesTo !== undefined;
  const from = instantOfDay(issuedFrom ?? FIRST_DAY, utcOffsetMinutes);
  const to = instantOfDay(issuedTo ?? LAST_DAY, utcOffsetMinutes) + 86_400;
  return {
    source: centre,
    issued: { from, to },
    ...(hasDoses ? { doses: { from: dosesFrom ?? FIRST_DAY, to: dosesTo ?? LAST_DAY } } : {}),
  };
}

const FIRST_DAY: CalendarDate = "1970-01-01";
const LAST_DAY: CalendarDate = "2099-12-31";
