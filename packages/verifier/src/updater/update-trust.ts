// Bringing what a verifier holds up to date from a publisher's folder (docs/spec.md §4.10) on any web server or mirror. Nothing in
// transport is trusted: every document goes through `acceptTrustDocuments`, and what is held afterwards is never worse than before.
//
// Policy: an update is taken whole or not at all. A mirror that gives a new bundle and withholds the list it names would otherwise
// make a working gate undecided at once. The exception: a bundle that ends the trust in a key is taken however incomplete the rest.

import {
  bytesEqual,
  type Code,
  coseKeyThumbprint,
  MAX_ISSUED_SET_BYTES,
  MAX_STATUS_UPDATE_BYTES,
  MAX_TRUST_BUNDLE_BYTES,
  sha256,
  type TrustBundle,
  toHex,
} from "@mohor/schema";
import {
  type Acceptance,
  acceptTrustDocuments,
  type DocumentOutcome,
  type Ed25519Engine,
  type FirstTrust,
  type Trust,
  type TrustState,
  type TrustStore,
  type TrustStoreKey,
} from "@mohor/verifier";
import { type Deadline, type Fetch, type Fetched, fetchFile } from "./fetch-file.ts";
import { type IndexEntry, MAX_INDEX_BYTES, type PublisherIndex, readPublisherIndex } from "./publisher-index.ts";

/** What an updater remembers between runs. Losing it costs bytes and nothing else; nobody has to protect it. */
export type UpdateMemory = {
  /** The folder that it is about. */
  readonly from: string;
  /** ETag of the index that the last complete update went by. */
  readonly etag: string | null;
  /** SHA-256 (hex) of the status update taken last, by the subject of its list. */
  readonly statusUpdates: Readonly<Record<string, string>>;
};

/** What a run needs. `deadline` is `AbortSignal.timeout`, unless a test is in a hurry. */
export type UpdatePorts = { readonly fetch: Fetch; readonly engine: Ed25519Engine; readonly deadline: Deadline };

/** What a run came to. */
export type TrustUpdate = {
  /**
   * `updated`: there is something new to keep. `unchanged`: what is held is what is published. `failed`: not all could be had; what
   * could is taken where the policy above lets it.
   */
  readonly outcome: "updated" | "unchanged" | "failed";
  /** Why not all could be had: of a request, or of the first document that was refused. */
  readonly code?: Code;
  /** The file that the code is about, relative to the folder. */
  readonly name?: string;
  /** To hold from now on; the very object that was given where nothing is new. */
  readonly state: TrustState | null;
  readonly trust: Trust;
  readonly memory: UpdateMemory;
  /** What became of each document that was fetched. */
  readonly documents: readonly (DocumentOutcome & { readonly name: string })[];
  readonly bytesReceived: number;
};

/** Bundles fetched for a change of roots, at most: one a day for almost three years. */
const MAX_BUNDLE_STEPS = 1_024;

/** The folder at this address, in the one form that names are joined to; null where it is none. */
export function publisherFolder(address: string): string | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  // A query, a fragment or a user would say something about who asks.
  if (url.search !== "" || url.hash !== "" || url.username !== "" || url.password !== "") return null;
  return url.href.endsWith("/") ? url.href : `${url.href}/`;
}

/** No memory of this folder. */
export function noMemory(from: string): UpdateMemory {
  return { from, etag: null, statusUpdates: {} };
}

/**
 * One run. `from` comes from `publisherFolder`; `now` is read once and holds for the whole run; `firstTrust` counts only where nothing is
 * held. Never rejects on anything that a server does. Codes: UPDATE_UNREACHABLE, UPDATE_TIMEOUT, UPDATE_REDIRECTED, UPDATE_REFUSED,
 * UPDATE_TOO_LARGE, UPDATE_INDEX_MALFORMED, UPDATE_OUTDATED (the folder is behind what is held), UPDATE_INCOMPLETE (the new bundle names
 * what could not be had), and those of `acceptTrustDocuments`. Unchanged, it costs one request, answered with 304 where the server
 * knows ETags.
 */
export async function updateTrust(
  held: TrustState | null,
  memory: UpdateMemory,
  options: { readonly from: string; readonly now: number; readonly firstTrust?: FirstTrust | undefined },
  ports: UpdatePorts,
): Promise<TrustUpdate> {
  const { from, now } = options;
  const remembered = memory.from === from ? memory : noMemory(from);
  const run = startRun(held, options, ports);
  const before = run.accept([]);
  const end = (after: Acceptance, etag: string | null): TrustUpdate => {
    const isNew = after.state !== held;
    const { fault } = run;
    return {
      outcome: fault !== null ? "failed" : isNew ? "updated" : "unchanged",
      ...(fault === null ? {} : { code: fault.code, name: fault.name }),
      state: after.state,
      trust: after.trust,
      memory: { from, etag: fault === null ? etag : null, statusUpdates: run.statusUpdates },
      documents: run.documents,
      bytesReceived: run.bytesReceived,
    };
  };
  Object.assign(run.statusUpdates, remembered.statusUpdates);
  if (held !== null && !before.trust.ok) {
    run.fail(before.trust.code, "");
    return end(before, null);
  }

  const answer = await run.get("index.json", {
    maxBytes: MAX_INDEX_BYTES,
    etag: held === null ? null : remembered.etag,
  });
  if (answer === null) return end(before, null);
  if ("unchanged" in answer) return end(before, remembered.etag);
  const index = readPublisherIndex(answer.bytes);
  if (index === null) {
    run.fail("UPDATE_INDEX_MALFORMED", "index.json");
    return end(before, null);
  }

  const withBundle = await updateBundle(run, before, index);
  const withLists = withBundle.trust.ok
    ? await updateBeside(run, withBundle, withBundle.trust.value, index)
    : withBundle;
  if (mayTake(before.trust, withLists.trust, now)) {
    if (withLists.trust.ok && !isComplete(withLists.trust.value)) run.fail("UPDATE_INCOMPLETE", "");
    return end(withLists, answer.etag);
  }
  run.fail("UPDATE_INCOMPLETE", "");
  return end(before, null);
}

type Fault = { readonly code: Code; readonly name: string };
type NamedDocument = { readonly name: string; readonly bytes: Uint8Array };

/** What a run gathers. */
type Run = {
  fault: Fault | null;
  bytesReceived: number;
  readonly documents: (DocumentOutcome & { readonly name: string })[];
  readonly statusUpdates: Record<string, string>;
  /** Notes the first fault. */
  readonly fail: (code: Code, name: string) => void;
  /** A file, or null and a fault. */
  readonly get: (
    name: string,
    request: { readonly maxBytes: number; readonly etag?: string | null; readonly expectedBytes?: number },
  ) => Promise<Exclude<Fetched, { readonly ok: false }> | null>;
  /** Takes documents in on top of an acceptance, or of what was held. */
  readonly accept: (documents: readonly NamedDocument[], on?: Acceptance) => Acceptance;
};

function startRun(
  held: TrustState | null,
  {
    from,
    now,
    firstTrust,
  }: { readonly from: string; readonly now: number; readonly firstTrust?: FirstTrust | undefined },
  { fetch, engine, deadline }: UpdatePorts,
): Run {
  const run: Run = {
    fault: null,
    bytesReceived: 0,
    documents: [],
    statusUpdates: {},
    fail(code, name) {
      run.fault ??= { code, name };
    },
    async get(name, request) {
      const fetched = await fetchFile(`${from}${name}`, request, { fetch, deadline });
      if (fetched.ok) {
        if ("bytes" in fetched) run.bytesReceived += fetched.bytes.length;
        return fetched;
      }
      run.fail(fetched.code, name);
      return null;
    },
    accept(documents, on) {
      const state = on === undefined ? held : on.state;
      return acceptTrustDocuments(
        state,
        documents.map(({ bytes }) => bytes),
        { now, engine, firstTrust },
      );
    },
  };
  return run;
}

/** A document that the index names, or null and a fault. */
async function getDocument(run: Run, { name, size }: IndexEntry, maxBytes: number): Promise<NamedDocument | null> {
  const fetched = await run.get(name, { maxBytes, expectedBytes: size });
  return fetched !== null && "bytes" in fetched ? { name, bytes: fetched.bytes } : null;
}

function note(run: Run, documents: readonly NamedDocument[], { outcomes }: Acceptance): void {
  for (const [i, outcome] of outcomes.entries()) {
    const name = documents[i]?.name ?? "";
    run.documents.push({ ...outcome, name });
    if (outcome.outcome === "refused") run.fail(outcome.code, name);
  }
}

/** The newest bundle; where its roots are not those held, all between, so that the changes of roots can be walked. */
async function updateBundle(run: Run, before: Acceptance, { bundle, bundles }: PublisherIndex): Promise<Acceptance> {
  const heldVersion = before.trust.ok ? before.trust.value.bundle.version : 0;
  if (bundle.version <= heldVersion) {
    if (bundle.version < heldVersion) run.fail("UPDATE_OUTDATED", bundle.name);
    return before;
  }
  const newest = await getDocument(run, bundle, MAX_TRUST_BUNDLE_BYTES);
  if (newest === null) return before;
  const direct = run.accept([newest], before);
  const [outcome] = direct.outcomes;
  const isStranger =
    outcome?.outcome === "refused" && /^KEYSET_(?:ROOT_UNTRUSTED|FINGERPRINT_MISMATCH)$/.test(outcome.code);
  if (!isStranger) {
    note(run, [newest], direct);
    return direct;
  }
  const between = bundles
    .filter(({ version }) => version > heldVersion && version < bundle.version)
    .toSorted((a, b) => a.version - b.version)
    .slice(-MAX_BUNDLE_STEPS);
  const chain: NamedDocument[] = [];
  for (const entry of between) {
    const step = await getDocument(run, entry, MAX_TRUST_BUNDLE_BYTES);
    if (step === null) return before;
    chain.push(step);
  }
  const walked = run.accept([...chain, newest], before);
  note(run, [...chain, newest], walked);
  return walked;
}

/** Lists that are newer than those held, and issued sets that are missing, under the bundle that is held now. */
async function updateBeside(run: Run, on: Acceptance, store: TrustStore, index: PublisherIndex): Promise<Acceptance> {
  const wanted: {
    readonly document: NamedDocument;
    readonly subject: string | null;
    readonly whole: IndexEntry | null;
  }[] = [];
  const subjects = new Set(store.bundle.keys.map(({ publicKey }) => toHex(coseKeyThumbprint(publicKey))));
  for (const { subject, version, updates } of index.statusLists) {
    // A list about no key of the bundle would be refused.
    if (!subjects.has(subject)) continue;
    const held = keysOf(store).find((key) => subjectOf(key) === subject)?.beside.statusList?.list.version ?? 0;
    if (version < held) run.fail("UPDATE_OUTDATED", `status/${subject.slice(0, 16)}`);
    const known = run.statusUpdates[subject];
    // Signed anew, a list of the same version says that nothing has changed since.
    const isNew = version > held || (version === held && !updates.some((update) => update.sha256 === known));
    const whole = updates.find(({ base }) => base === 0) ?? null;
    const fitting = updates
      .filter(({ base }) => base === (version > held ? held : base))
      .toSorted((a, b) => a.size - b.size);
    const best = fitting[0] ?? whole;
    if (!isNew || best === null) continue;
    const document = await getDocument(run, best, MAX_STATUS_UPDATE_BYTES);
    if (document !== null) wanted.push({ document, subject, whole: best === whole ? null : whole });
  }
  for (const digest of missingIssuedSets(store)) {
    const name = `issued-sets/${digest}.cbor`;
    const fetched = await run.get(name, { maxBytes: MAX_ISSUED_SET_BYTES, expectedBytes: MAX_ISSUED_SET_BYTES });
    if (fetched === null || !("bytes" in fetched)) continue;
    wanted.push({ document: { name, bytes: fetched.bytes }, subject: null, whole: null });
  }
  const after = run.accept(
    wanted.map(({ document }) => document),
    on,
  );
  let state = after;
  for (const [i, { document, subject, whole }] of wanted.entries()) {
    const outcome = after.outcomes[i] as DocumentOutcome;
    if (outcome.outcome !== "refused" || whole === null) {
      note(run, [document], { ...after, outcomes: [outcome] });
      if (outcome.outcome !== "refused" && subject !== null) run.statusUpdates[subject] = toHex(sha256(document.bytes));
      continue;
    }
    // The change did not fit what is held; the whole list fits anything.
    const instead = await getDocument(run, whole, MAX_STATUS_UPDATE_BYTES);
    if (instead === null) continue;
    state = run.accept([instead], state);
    note(run, [instead], state);
    const [second] = state.outcomes;
    if (second?.outcome !== "refused" && subject !== null) run.statusUpdates[subject] = whole.sha256;
  }
  return state;
}

function keysOf(store: TrustStore): readonly TrustStoreKey[] {
  return [...store.keysByKid.values()].flat();
}

function subjectOf({ beside: { statusList } }: TrustStoreKey): string | null {
  return statusList === null ? null : toHex(statusList.list.subject);
}

/** Digests in hex of the issued sets that the bundle names and that are not held. */
function missingIssuedSets({ bundle, keysByKid }: TrustStore): readonly string[] {
  const keys = [...keysByKid.values()].flat();
  return bundle.companions
    .filter(({ kind, keyIndex }) => {
      const publicKey = bundle.keys[keyIndex]?.publicKey ?? new Uint8Array(0);
      const key = keys.find((candidate) => bytesEqual(candidate.publicKey, publicKey));
      return kind === "issued-set" && key?.beside.issuedSet === "missing";
    })
    .map(({ digest }) => toHex(digest));
}

/** Whether everything that the bundle names is held. */
function isComplete(store: TrustStore): boolean {
  return keysOf(store).every(
    ({ beside: { statusList, statusFloor, issuedSet } }) =>
      (statusList?.list.version ?? 0) >= statusFloor && issuedSet !== "missing",
  );
}

/** The policy above. */
function mayTake(before: Trust, after: Trust, now: number): boolean {
  if (!before.ok || !after.ok) return true;
  if (isComplete(after.value) || !isComplete(before.value)) return true;
  // What is held is past its use: anything newer is better.
  if (now >= before.value.bundle.expires) return true;
  return endsTrustInAKey(before.value.bundle, after.value.bundle, now);
}

function endsTrustInAKey(before: TrustBundle, after: TrustBundle, now: number): boolean {
  return before.keys.some((key) => {
    const later = after.keys.find(({ publicKey }) => bytesEqual(publicKey, key.publicKey));
    return key.state === "active" && now <= key.acceptUntil && later?.state !== "active";
  });
}
