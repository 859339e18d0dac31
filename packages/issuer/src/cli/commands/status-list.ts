// `status-list publish`: what was revoked, suspended and reinstated since the last time becomes the next version of each key's list,
// signed and given out. To be run by a timer (docs/operate.md §6).

import { type Command, Failure, nowOf } from "@mohor/command-line";
import { bytesEqual, COSE_ALG, fromHex, type TrustBundle } from "@mohor/schema";
import { MODE_PUBLIC_FOLDER, makeFolder } from "../../adapters/durable-file.ts";
import { keepStatusList, newestBundle } from "../../adapters/publication-folder.ts";
import { writePublisherFiles } from "../../adapters/publisher-files.ts";
import { makeStatusListToken } from "../../adapters/status-list-token.ts";
import { publishStatusList, sealStatusVersion } from "../../domain/publish-status-list.ts";
import { type SigningKey, selectSigningKey } from "../../domain/signing-key.ts";
import { type OpenIssuer, withIssuer } from "../data-directory.ts";
import { orFail } from "../failure-of.ts";
import { action, type CommonFlags, issuerCommand, issuerGroup, printResult } from "../flags.ts";
import { openSigner } from "../open-signer.ts";
import { createProgressBar } from "../progress-bar.ts";

type PublishFlags = CommonFlags & { readonly out: string };

/** A list published: the key it is about, and figures. */
type PublishedList = {
  readonly kid: string;
  readonly version: number;
  readonly revoked: number;
  readonly suspended: number;
  /** Of the whole list, of the smallest change, and of the token for other libraries. */
  readonly bytes: { readonly whole: number; readonly change: number | null; readonly token: number };
};

export function statusListCommand(): Command {
  return issuerGroup("status-list", "what was revoked, for gates", [
    issuerCommand("status-list", "publish", "sign and write each key's status list, with changes from earlier versions")
      .requiredOption("--out <dir>", "folder that gates are served from")
      .action(action(publish)),
  ]);
}

async function publish(flags: PublishFlags): Promise<void> {
  const now = nowOf(flags);
  const { lists, publication } = await withIssuer(flags.dir, async (issuer) => {
    const lists = await publishLists(issuer, now);
    makeFolder(flags.out, { mode: MODE_PUBLIC_FOLDER });
    return { lists, publication: writePublisherFiles(flags.out, issuer.directory) };
  });
  printResult(flags, { bundle: publication.newest.version, issued: now, lists, out: flags.out }, [
    ...lists.map(
      ({ kid, version, revoked, suspended, bytes }) =>
        `status list of ${kid}: version ${version}, ${revoked} revoked, ${suspended} suspended, ${bytes.whole} bytes`,
    ),
    `written to ${flags.out}`,
  ]);
}

/** Seals, signs and keeps the list of every key that certificates are accepted under. */
async function publishLists(issuer: OpenIssuer, now: number): Promise<readonly PublishedList[]> {
  const { directory, stores, settings } = issuer;
  const bundle = newestBundle(directory.trustBundles)?.signed.bundle;
  if (bundle === undefined) throw new Failure("TRUST_UNPUBLISHED");
  const keys = (await stores.signingKeys.list()).filter((key) => isIn(bundle, key));
  const subjects = keys.filter(({ purpose, acceptUntil }) => purpose !== "status-list" && acceptUntil >= now);
  const statusKey = selectSigningKey(keys, { now, exp: now, purpose: "status-list" });
  if (statusKey === null) throw new Failure("STATUS_KEY_NONE");
  const signer = await openSigner(issuer, [statusKey.kid]);
  const bar = createProgressBar(process.stderr);
  const lists: PublishedList[] = [];
  for (const [done, key] of subjects.entries()) {
    bar.show(done, subjects.length, key.kid);
    const sealed = await sealStatusVersion(key.kid, stores, { now });
    const published = orFail(
      await publishStatusList(
        key,
        sealed,
        { statuses: stores.statuses, signer },
        { statusKey, bundleVersion: bundle.version },
      ),
    );
    const { list, issued, documents } = published;
    const token = await makeStatusListToken(list, signer, {
      header: { alg: COSE_ALG.EDDSA, kid: fromHex(statusKey.kid) },
      issued,
      expires: issued + settings.trust.staleAfterSeconds,
      ttlSeconds: settings.trust.ageingAfterSeconds,
    });
    keepStatusList(directory.statusLists, { subject: list.subject, version: list.version, documents, token });
    const [whole, ...changes] = documents.map(({ bytes }) => bytes.length);
    lists.push({
      kid: key.kid,
      version: list.version,
      revoked: list.revoked.length,
      suspended: list.suspended.length,
      bytes: { whole: whole ?? 0, change: changes[0] ?? null, token: token.length },
    });
  }
  bar.clear();
  return lists;
}

/** Gates know only keys of the bundle; a list about another, or signed by another, would tell them nothing. */
function isIn({ keys }: TrustBundle, { publicKey }: SigningKey): boolean {
  return keys.some((key) => bytesEqual(key.publicKey, publicKey));
}
