// Claims → QR text, by signing engine, against the bare library calls: cbor-x, one signature and Base45.

import { encodeBase45, encodeCti, QR_PREFIX, sha512 } from "@mohor/schema";
import * as noble from "@noble/ed25519";
import { Encoder, Tag } from "cbor-x/index-no-eval";
import { printResults, race } from "./race.ts";
import { CERTIFICATE_KEY, CLAIMS, issueText } from "./subject.ts";

noble.hashes.sha512 = (message) => new Uint8Array(sha512(message));
const encoder = new Encoder({ useRecords: false, mapsAsObjects: false, variableMapSize: true, tagUint8Array: false });
const { kid, seed, sign } = CERTIFICATE_KEY;

export async function benchClaimsToText(): Promise<void> {
  const signWithNoble = (message: Uint8Array) => noble.sign(message, seed);
  if (bare(sign) !== issueText(CLAIMS, sign))
    throw new Error("the reference makes another text than the one it is raced against");
  printResults(
    "claims → QR text, against bare node:crypto",
    await race(
      [
        { name: "bare cbor-x + node:crypto + Base45", run: () => bare(sign) },
        { name: "issue, node:crypto", run: () => issueText(CLAIMS, sign) },
        { name: "bare node:crypto signature alone", run: () => sign(kid) },
        { name: "issue, noble", run: () => issueText(CLAIMS, signWithNoble) },
      ],
      { rounds: 31, runsPerRound: 100 },
    ),
  );
}

function bare(signMessage: (message: Uint8Array) => Uint8Array): string {
  const protectedHeader = encoder
    .encode(
      new Map<number, unknown>([
        [1, -8],
        [4, kid],
      ]),
    )
    .slice();
  const claims = new Map<number, unknown>([
    [4, CLAIMS.exp],
    [6, CLAIMS.iat],
    [7, encodeCti(CLAIMS.statusIndex)],
    [169, new Map([[4, CLAIMS.identity.fullName]])],
    [-65537, 2],
  ]);
  const payload = encoder.encode(claims).slice();
  const signature = signMessage(encoder.encode(["Signature1", protectedHeader, new Uint8Array(0), payload]));
  return QR_PREFIX + encodeBase45(encoder.encode(new Tag([protectedHeader, new Map(), payload, signature], 18)));
}
