// QR text → verdict, by engine, against the bare library calls: Base45, cbor-x and one signature check, without bounds,
// strictness, trust or dates. Two references, because the engines differ by an order of magnitude.

import { createPublicKey, verify as verifySignature } from "node:crypto";
import { decodeBase45, QR_PREFIX, sha512, toJwk } from "@mohor/schema";
import { createTableEngine, type Ed25519Engine, openTrustStore, referenceEngine, verify } from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import * as noble from "@noble/ed25519";
import { Encoder, type Tag } from "cbor-x/index-no-eval";
import { printResults, race } from "./race.ts";
import { CERTIFICATE_KEY, NOW, QR_TEXT, TRUST } from "./subject.ts";

noble.hashes.sha512 = (message) => new Uint8Array(sha512(message));
const codec = new Encoder({ useRecords: false, mapsAsObjects: false, variableMapSize: true, tagUint8Array: false });

export async function benchTextToVerdict(): Promise<void> {
  const ours = (engine: Ed25519Engine) => {
    const trust = openTrustStore(TRUST, { engine });
    const run = () => {
      if (verify(QR_TEXT, trust, { now: NOW }).outcome !== "valid")
        throw new Error("the benchmark's certificate is refused");
    };
    return { name: `verify, ${engine.name}`, run };
  };
  const key = createPublicKey({ key: toJwk(CERTIFICATE_KEY.publicKey), format: "jwk" });
  const bareOpenSsl = () => bare((signature, message) => verifySignature(null, message, key, signature));
  const bareNoble = () => bare((signature, message) => noble.verify(signature, message, CERTIFICATE_KEY.publicKey));
  printResults(
    "QR text → verdict, against bare node:crypto",
    await race([{ name: "bare Base45 + cbor-x + node:crypto", run: bareOpenSsl }, ours(nodeCryptoEngine)], {
      rounds: 31,
      runsPerRound: 200,
    }),
  );
  printResults(
    "QR text → verdict, against bare noble",
    await race(
      [{ name: "bare Base45 + cbor-x + noble", run: bareNoble }, ours(referenceEngine), ours(createTableEngine())],
      { rounds: 15, runsPerRound: 40 },
    ),
  );
}

function bare(verifyMessage: (signature: Uint8Array, message: Uint8Array) => boolean): unknown {
  const token = decodeBase45(QR_TEXT.slice(QR_PREFIX.length));
  if (!token.ok) throw new Error(token.code);
  const [protectedHeader, , payload, signature] = (codec.decode(token.value) as Tag).value;
  if (!verifyMessage(signature, codec.encode(["Signature1", protectedHeader, new Uint8Array(0), payload])))
    throw new Error("refused");
  return codec.decode(payload);
}
