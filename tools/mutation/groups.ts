// Which tests are held against which files: those of the same package that know the file, the quick ones first, because the first that
// fails ends a mutant. Properties and third-party sets are among them; what takes seconds and kills nothing more is not.

/** Files that are mutated in one run, and the files of tests that they are held against, in this order. */
export type MutationGroup = {
  readonly name: string;
  readonly files: readonly string[];
  readonly tests: readonly string[];
};

function group(name: string, folder: string, files: string, tests: string): MutationGroup {
  return {
    name,
    files: files.split(" ").map((file) => `packages/${folder}/src/${file}.ts`),
    tests: tests.split(" ").map((test) => `packages/${folder}/test/${test}.test.ts`),
  };
}

export const GROUPS: readonly MutationGroup[] = [
  group("bytes", "schema", "base45 bytes", "base45 third-party/base45 bytes"),
  group(
    "tokens",
    "schema",
    "vaccination-status sha2 cose-key cose-sign1 qr-text codes iana cwt limits",
    "vaccination-status sha2 cose-key cose-sign1 qr-text codes iana cwt",
  ),
  group("identity", "schema", "identity-data", "identity-data"),
  group("cbor", "schema", "cbor", "cbor third-party/cbor"),
  group(
    "documents",
    "schema",
    "cbor-shape consent-receipt typed-sign1 status-list status-update",
    "cbor-shape consent-receipt status-list status-update",
  ),
  group("packs", "schema", "trust-pack pack-text", "trust-pack limits"),
  group("bundle", "schema", "trust-bundle", "trust-bundle-shared-kid trust-bundle"),
  group("index-set", "schema", "index-set", "index-set"),
  group("issued-set", "schema", "issued-set", "issued-set"),
  group("policy", "verifier", "assess policy inspect shown-outcome", "assess policy inspect shown-outcome"),
  group(
    "verdict",
    "verifier",
    "verify result trust-store open-bundle",
    "every-code trust-store verify-status-list clock work-before-signature verify",
  ),
  group("state", "verifier", "trust-state", "trust-state clock every-code"),
  group(
    "acceptance",
    "verifier",
    "accept-bundles accept-trust-documents status-chain",
    "accept-trust-bundles accept-status-updates trust-state clock",
  ),
  group("ed25519", "verifier", "ed25519", "ed25519-gates ed25519-equation"),
];
