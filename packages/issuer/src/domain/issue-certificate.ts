// From a confirmed challenge to a signed certificate, exactly once (docs/spec.md §5, docs/decisions/0010):
//   1. The challenge is already confirmed, durably; that is why this function takes a ConfirmedChallenge.
//   2. What it has yielded before is returned, byte for byte.
//   3. The person is looked up, for the first time, and the status derived.
//   4. A current certificate that says the same and has half its life left is given again; else an index is drawn, the claims
//      are signed, the text redrawn until it survives copying or eight were drawn, and the strict verifier run over it.
//   5. One transaction makes it so: challenge done, certificate in, older contradicting ones revoked. Only then it is returned.
// A crash anywhere before 5 loses nothing that was acknowledged, and the same code completes the work; after 5 the retry finds
// it at 2. Of two at once, one loses the race inside 5 and returns the winner's bytes.

import {
  type Claims,
  COSE_ALG,
  type CoseAlg,
  copyHazardAt,
  encodeClaims,
  encodeCoseSign1,
  encodeProtectedHeader,
  encodeQrText,
  fromHex,
  type IdentityData,
  type KeyPurpose,
  KID_BYTES,
  MAX_CBOR_ARGUMENT,
  toBeSigned,
  toHex,
  type VaccinationStatus,
} from "@mohor/schema";
import { calendarDateAt } from "./calendar-date.ts";
import { type Certificate, certificateIdOf, claimsOfOwn, type Supersession } from "./certificate.ts";
import { type ValidityPolicy, validitySeconds } from "./certificate-validity.ts";
import { deriveStatus } from "./derive-status.ts";
import { visitFact } from "./desk-visit.ts";
import { findHolder } from "./find-holder.ts";
import type { ConfirmedChallenge } from "./otp-challenge.ts";
import type {
  CertificateIssue,
  CertificateStore,
  RecordStore,
  SelfCheck,
  Signer,
  SigningKeyStore,
  StatusStore,
} from "./ports.ts";
import { type Refusal, refusal } from "./refusal.ts";
import { type SigningKey, selectSigningKey } from "./signing-key.ts";
import { contradicts } from "./stale-certificate.ts";
import type { IndexSource } from "./status-index.ts";
import type { VaccinationRecord } from "./vaccination-record.ts";
import type { VaccineSchedule } from "./vaccine-schedule.ts";

/** What goes into a certificate besides the Latin name and the status. Each costs bytes in the QR and privacy at the gate. */
export type IdentityContent = {
  readonly secondName: boolean;
  readonly birthDate: "none" | "year" | "date";
};

/** Settings of issue. */
export type IssueRules = {
  readonly schedule: VaccineSchedule;
  readonly validity: ValidityPolicy;
  readonly content: IdentityContent;
  readonly utcOffsetMinutes: number;
  /** `certificate`, or `specimen` for a demonstration: specimens verify and show grey. */
  readonly purpose: Extract<KeyPurpose, "certificate" | "specimen">;
  readonly alg: CoseAlg;
};

/** docs/spec.md §5: one name in Latin script; India's calendar; alg -8, which every COSE library verifies. */
export const DEFAULT_ISSUE_CONTENT: IdentityContent = { secondName: false, birthDate: "none" };
export const DEFAULT_ISSUING_ALG: CoseAlg = COSE_ALG.EDDSA;

/** Everything that issue reaches. */
export type IssuePorts = {
  readonly records: RecordStore;
  readonly certificates: CertificateStore;
  readonly statuses: StatusStore;
  readonly signingKeys: SigningKeyStore;
  readonly indices: IndexSource;
  readonly signer: Signer;
  readonly selfCheck: SelfCheck;
};

/** A certificate, and how it came about. */
export type Issued = {
  readonly ok: true;
  readonly certificate: Certificate;
  readonly claims: Claims;
  /** `new`: made now. `again`: this challenge's own, a second time. `held`: the one the person already had. */
  readonly origin: "new" | "again" | "held";
  /** Ids of the person's records, where they were looked up: not for `again`. */
  readonly recordIds?: readonly string[];
};

/** Records looked at under one number; a family phone carries six. */
export const MAX_RECORDS_ON_NUMBER = 64;

/**
 * Texts drawn for a certificate at most. Three in four survive careless copying. One that does not at the place where the one before
 * did not either has its `%` before two hex digits in characters of the name, which no draw changes (about one name in fifteen).
 * The last one drawn then serves: any RFC 9285 decoder reads it (docs/decisions/0012).
 */
const MAX_DRAWS = 8;

/** Times that another process may change the person's certificates between reading and commit before we give up. */
const MAX_ROUNDS = 8;

/** Characters of the alphanumeric mode in QR version 10-M (ISO/IEC 18004 table 7): a second name must not push past it. */
const MAX_LENGTH_WITH_SECOND_NAME = 311;

/**
 * The certificate for the person named in a confirmed challenge, at `now`. Codes: RECORD_NOT_FOUND (the name fits nobody on the
 * number, or more than one: one plain answer), RECORD_DECEASED (what is still out in that name is revoked),
 * CERTIFICATE_REVOKED (what this confirmation had yielded was revoked since), CERTIFICATE_SUSPENDED (that, or any certificate of
 * this person, is suspended), SIGNING_KEY_NONE, SIGNING_KEY_FULL,
 * SELF_CHECK_FAILED, ISSUE_CONTENDED. Nothing is issued on a refusal, and the same challenge may be tried again. Rejects as the
 * ports do.
 */
export async function issueCertificate(
  confirmed: ConfirmedChallenge,
  ports: IssuePorts,
  { now, rules }: { readonly now: number; readonly rules: IssueRules },
): Promise<Issued | Refusal> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const before = await ports.certificates.ofChallenge(confirmed.challengeId);
    if (before !== null) return again(before);

    const records = await ports.records.onMobile(confirmed.mobileHash, MAX_RECORDS_ON_NUMBER);
    const holder = findHolder(confirmed.name, records);
    if (holder === null) return refusal("RECORD_NOT_FOUND");
    const today = calendarDateAt(now, rules.utcOffsetMinutes);
    const derived = deriveStatus(holder.record, rules.schedule, { today });
    const recordIds = holder.basis.map(({ recordId }) => recordId);
    const current = await ports.certificates.currentOf(recordIds, now);
    if (derived.kind === "deceased") {
      const decision = { status: "revoked", at: now, reason: "holder-deceased", actor: "issuer" } as const;
      await ports.statuses.set({ recordIds, now }, decision);
      return refusal("RECORD_DECEASED");
    }
    // A suspension is about the person until somebody ends it: no other certificate takes its place meanwhile.
    if (current.some(({ suspended }) => suspended !== undefined)) return refusal("CERTIFICATE_SUSPENDED");
    const content = contentOf(holder.record, derived.status, confirmed.consent.audience, rules.content);
    const keys = await ports.signingKeys.list();
    // What a revoked key signed is refused at gates, or shown with a notice: its holder gets another.
    const isOfGoodKey = ({ kid }: Certificate) => keys.some((key) => key.kid === kid && key.state === "active");
    const held = current.find(
      (certificate) =>
        saysTheSame(certificate, content) && hasHalfItsLife(certificate, now) && isOfGoodKey(certificate),
    );
    const made = held === undefined ? await makeCertificate(content, ports, { now, rules, keys }) : null;
    if (made !== null && !made.ok) return made;
    const certificate = held ?? (made as Made).certificate;

    const committed = await ports.certificates.commit({
      challengeId: confirmed.challengeId,
      purpose: confirmed.purpose,
      consent: confirmed.consent,
      basis: holder.basis,
      at: now,
      seen: current.map(({ certificateId }) => certificateId),
      certificate,
      isNew: held === undefined,
      supersedes: supersededBy(content, current),
      ...auditOf(confirmed, certificate, { now, isNew: held === undefined }),
    });
    if (committed.outcome === "committed") {
      return { ...issued(certificate, held === undefined ? "new" : "held"), recordIds };
    }
    if (committed.outcome === "already") return again(committed.certificate);
  }
  return refusal("ISSUE_CONTENDED", { retryAfterSeconds: 1 });
}

/** What is given out at a help desk is in the audit trail with the desk. */
function auditOf(
  confirmed: ConfirmedChallenge,
  { certificateId }: Certificate,
  { now, isNew }: { readonly now: number; readonly isNew: boolean },
): Pick<CertificateIssue, "audit"> {
  const { desk: deskId } = confirmed.consent;
  if (deskId === undefined) return {};
  const detail = { certificate: certificateId, origin: isNew ? "new" : "held" };
  return { audit: visitFact("certificate-issued", confirmed, { deskId, now, detail }) };
}

type CertificateContent = Pick<Claims, "status" | "identity" | "aud">;
type Made = { readonly ok: true; readonly certificate: Certificate };

/** What the challenge has yielded; a certificate that was revoked or suspended since is not handed out once more. */
function again(certificate: Certificate): Issued | Refusal {
  if (certificate.revoked !== undefined) return refusal("CERTIFICATE_REVOKED");
  return certificate.suspended === undefined ? issued(certificate, "again") : refusal("CERTIFICATE_SUSPENDED");
}

function issued(certificate: Certificate, origin: Issued["origin"]): Issued {
  return { ok: true, certificate, claims: claimsOf(certificate), origin };
}

function claimsOf(certificate: Certificate): Claims {
  const claims = claimsOfOwn(certificate.qrText);
  // Only what passed the self-check was ever stored; the seal of the store excludes a change since.
  if (!claims.ok) throw new TypeError(`a stored certificate does not decode: ${claims.code}`);
  return claims.value;
}

/** What the certificate will say. A second name is left out where it would make the QR denser than version 10-M. */
function contentOf(
  record: VaccinationRecord,
  status: VaccinationStatus,
  audience: string | undefined,
  show: IdentityContent,
): CertificateContent {
  const birthDate =
    show.birthDate === "none" ? undefined : record.birthDate?.slice(0, show.birthDate === "year" ? 4 : 8);
  const identity: IdentityData = {
    fullName: record.fullName,
    ...(birthDate === undefined ? {} : { birthDate }),
  };
  const content = { status, identity, ...(audience === undefined ? {} : { aud: audience }) };
  if (!show.secondName || record.secondName === undefined) return content;
  const withSecondName = { ...content, identity: { ...identity, secondName: record.secondName } };
  return qrTextLength(withSecondName) <= MAX_LENGTH_WITH_SECOND_NAME ? withSecondName : content;
}

/** The length of the QR text, which index, dates and signature do not change. */
function qrTextLength(content: CertificateContent): number {
  const payload = encodeClaims({ ...content, statusIndex: 0, iat: MAX_CBOR_ARGUMENT - 1, exp: MAX_CBOR_ARGUMENT });
  const protectedHeader = encodeProtectedHeader({ alg: COSE_ALG.EDDSA, kid: new Uint8Array(KID_BYTES) });
  return encodeQrText(encodeCoseSign1({ protectedHeader, payload, signature: new Uint8Array(64) })).length;
}

/** Draws and signs until the text is safe to copy, or another draw will not make it so; then checks. */
async function makeCertificate(
  content: CertificateContent,
  ports: IssuePorts,
  context: { readonly now: number; readonly rules: IssueRules; readonly keys: readonly SigningKey[] },
): Promise<Made | Refusal> {
  const { now, rules, keys } = context;
  const exp = now + validitySeconds(rules.validity, { status: content.status, audience: content.aud });
  const key = selectSigningKey(keys, { now, exp, purpose: rules.purpose });
  if (key === null) return refusal("SIGNING_KEY_NONE");
  let hazardBefore = -1;
  for (let draw = 1; ; draw++) {
    const statusIndex = await ports.indices.next(key);
    if (statusIndex === null) return refusal("SIGNING_KEY_FULL");
    const claims: Claims = { exp, iat: now, statusIndex, ...content };
    const qrText = await sign(claims, key, ports.signer, rules.alg).catch((error: unknown) => {
      // Nothing was signed that anybody has seen: a token that is out for a day must not use the list up.
      ports.indices.giveBack(key, statusIndex);
      throw error;
    });
    const hazard = copyHazardAt(qrText);
    const isOfTheName = hazard === hazardBefore;
    hazardBefore = hazard;
    if (hazard !== -1 && !isOfTheName && draw < MAX_DRAWS) continue;
    const checked = await ports.selfCheck.check(qrText, key, { now });
    // What a gate reads must be what was meant, and not only be signed.
    if (!checked.ok || toHex(encodeClaims(checked.claims)) !== toHex(encodeClaims(claims))) {
      return refusal("SELF_CHECK_FAILED");
    }
    const certificateId = certificateIdOf(key.kid, statusIndex);
    return { ok: true, certificate: { certificateId, kid: key.kid, statusIndex, iat: now, exp, qrText } };
  }
}

async function sign(claims: Claims, key: SigningKey, signer: Signer, alg: CoseAlg): Promise<string> {
  const kid = fromHex(key.kid);
  const protectedHeader = encodeProtectedHeader({ alg, kid });
  const payload = encodeClaims(claims);
  const signature = await signer.sign(kid, toBeSigned(protectedHeader, payload));
  return encodeQrText(encodeCoseSign1({ protectedHeader, payload, signature }));
}

/** The same status, identity and audience: then the same bytes serve. */
function saysTheSame(certificate: Certificate, content: CertificateContent): boolean {
  const { status, identity, aud } = claimsOf(certificate);
  return (
    JSON.stringify([status, aud, ordered(identity)]) ===
    JSON.stringify([content.status, content.aud, ordered(content.identity)])
  );
}

function ordered({ fullName, secondName, birthDate }: IdentityData): readonly unknown[] {
  return [fullName, secondName?.fullName, secondName?.language, birthDate];
}

function hasHalfItsLife({ iat, exp }: Certificate, now: number): boolean {
  return 2 * (exp - now) >= exp - iat;
}

/**
 * Current certificates that contradict the new one: another status, another name. One that merely shows more or less of the
 * same person (a birth date, a second name), or is for another audience, stays good.
 */
function supersededBy(content: CertificateContent, current: readonly Certificate[]): readonly Supersession[] {
  return current.flatMap((certificate): readonly Supersession[] => {
    const { certificateId } = certificate;
    const { status, identity } = claimsOf(certificate);
    if (status !== content.status) return [{ certificateId, reason: "status-changed" }];
    return contradicts(identity, content.identity) ? [{ certificateId, reason: "identity-corrected" }] : [];
  });
}
