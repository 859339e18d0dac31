// Signing keys in a hardware token, as an operator meets them.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decodeSignedStatusUpdate, toHex } from "@mohor/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runProgram } from "../../../../test-support/run-program.ts";
import { createSoftToken, type SoftToken } from "../../../../test-support/soft-token.ts";
import { createWorkplace, type Workplace } from "./issuer-in-use.ts";

const MOBILE = ["--mobile", "+91 61000 00001"];
const NAME = ["--name", "Asha Rani Biswas"];

/** A dozen commands, each with a key derivation: on a busy machine a few seconds each. */
const LONG = { timeout: 240_000 };

let soft: SoftToken;
let place: Workplace;

beforeAll(async () => {
  soft = await createSoftToken({ label: "mohor issuer" });
  place = createWorkplace();
  expect(await place.issuer(["init", "--dir", "issuer", "--issuer", "Health Department"])).toMatchObject({ status: 0 });
  writeFileSync(join(place.directory, "people.csv"), PEOPLE);
  expect(await place.issuer(["registry", "import", "people.csv", "--dir", "issuer"])).toMatchObject({ status: 0 });
});
afterAll(() => {
  soft.remove();
  place.remove();
});

const PEOPLE = [
  "beneficiary_id,revision,full_name,second_name,second_language,birth_date,mobile,dose1_product,dose1_date,dose2_product,dose2_date,dose3_product,dose3_date,dose4_product,dose4_date,deceased_on,source",
  "FICT-1,1,Asha Rani Biswas,,,1962-03-14,+916100000001,COVISHIELD,2021-04-02,COVISHIELD,2021-06-28,,,,,,FICTITIOUS",
  "",
].join("\n");

function configure(changed: object = {}): void {
  const path = join(place.directory, "issuer", "settings.json");
  const settings = JSON.parse(readFileSync(path, "utf8"));
  const token = { module: soft.module, label: soft.label, timeoutSeconds: 10, ...changed };
  writeFileSync(path, JSON.stringify({ ...settings, token }));
}

function issuer(args: readonly string[], after: number, pin: string | undefined = soft.pin) {
  const environment = { ...soft.environment, ...(pin === "" ? {} : { MOHOR_PKCS11_PIN: pin }) };
  return place.issuer([...args, "--dir", "issuer"], after, environment);
}

/** Kids of the keys that signed the status lists of a publisher's folder, each once. */
function signersOfLists(folder: string): string[] {
  const index = JSON.parse(readFileSync(join(folder, "index.json"), "utf8"));
  const names: string[] = index.statusLists.flatMap((list: { updates: { name: string }[] }) =>
    list.updates.map(({ name }) => name),
  );
  const kids = names.map((name) => {
    const decoded = decodeSignedStatusUpdate(readFileSync(join(folder, name)));
    if (!decoded.ok) throw new Error(decoded.code);
    return toHex(decoded.value.header.kid);
  });
  return [...new Set(kids)];
}

describe("a signing key in a token", () => {
  let kid: string;

  it("is not made before the settings name a token", async () => {
    const refused = await issuer(["keys", "generate", "--token"], 0);
    expect(refused).toMatchObject({ status: 2, stdout: "" });
    expect(refused.stderr).toContain("[HSM_NOT_CONFIGURED]");
  });

  it("is made with the PIN only, and a wrong one is told apart", async () => {
    configure();
    const none = await issuer(["keys", "generate", "--token"], 0, "");
    expect(none).toMatchObject({ status: 2, stdout: "" });
    expect(none.stderr).toContain("[HSM_PIN_MISSING]");
    const wrong = await issuer(["keys", "generate", "--token"], 0, "918273");
    expect(wrong).toMatchObject({ status: 4, stdout: "" });
    expect(wrong.stderr).toContain("[HSM_PIN_WRONG]");
    expect(wrong.stderr).not.toContain("918273");
  });

  it("is made, listed with where it is, published, and signs a certificate that verifies", LONG, async () => {
    const made = await issuer(["keys", "generate", "--token", "--json"], 60);
    expect(made).toMatchObject({ status: 0, stderr: "" });
    kid = JSON.parse(made.stdout).kid;
    expect(existsSync(join(place.directory, "issuer", "keys", `${kid}.json`))).toBe(false);
    const listed = await issuer(["keys", "list", "--json"], 60);
    const places = JSON.parse(listed.stdout).keys.map((key: { kid: string; place: string }) => [key.kid, key.place]);
    expect(places).toContainEqual([kid, "token"]);
    expect(places.some(([, where]: string[]) => where === "file")).toBe(true);
    const lists = await issuer(["keys", "generate", "--purpose", "status-list", "--token", "--json"], 60);
    const statusKid = JSON.parse(lists.stdout).kid;
    expect((await issuer(["keys", "list"], 60)).stdout).toContain("in the token");
    expect(await issuer(["trust", "publish", "--out", "published"], 60)).toMatchObject({ status: 0 });
    expect(await issuer(["status-list", "publish", "--out", "published"], 60)).toMatchObject({ status: 0 });
    expect(signersOfLists(join(place.directory, "published"))).toEqual([statusKid]);

    const { stdout: txn } = await issuer(["otp", "request", ...MOBILE, ...NAME], 120);
    const confirmed = await issuer(["otp", "confirm", txn.trim(), place.lastCode(), "--out", "asha.txt"], 130);
    expect(confirmed).toMatchObject({ status: 0 });
    expect(confirmed.stdout).toContain(`${kid}-`);
    const verdict = await place.verifier(["verify", "asha.txt", "--trust", "published/trust-bundle.cose"], 140);
    expect(verdict).toMatchObject({ status: 0 });
  });

  it(
    "is out with its token: a code, no certificate; and the same one-time code completes once it is back",
    LONG,
    async () => {
      const { stdout: txn } = await issuer(["otp", "request", ...MOBILE, ...NAME], 400);
      const confirm = (pin?: string) =>
        issuer(["otp", "confirm", txn.trim(), place.lastCode(), "--out", "again.txt"], 410, pin);
      soft.pull();
      const refused = await confirm();
      const publishing = await issuer(["trust", "publish", "--out", "published"], 410);
      const listed = await issuer(["keys", "list", "--json"], 410);
      soft.plug();
      expect(refused).toMatchObject({ status: 4, stdout: "" });
      expect(refused.stderr).toContain("[HSM_TOKEN_NOT_FOUND]");
      // What the roots have signed before needs no proof that its private half is here.
      expect(publishing).toMatchObject({ status: 0 });
      expect(listed).toMatchObject({ status: 0 });
      expect(listed.stderr).toContain("[HSM_TOKEN_NOT_FOUND]");
      expect(JSON.parse(listed.stdout).keys).toContainEqual(expect.objectContaining({ kid, place: "unreachable" }));
      expect(await confirm("999999")).toMatchObject({ status: 4, stdout: "" });
      expect(existsSync(join(place.directory, "again.txt"))).toBe(false);
      expect(await confirm()).toMatchObject({ status: 0 });
      expect(existsSync(join(place.directory, "again.txt"))).toBe(true);
    },
  );

  it("is missed by a driver that is not there, and by another label", async () => {
    configure({ module: "/usr/lib/no-such-driver.so" });
    const module = await issuer(["keys", "generate", "--token"], 500);
    expect(module).toMatchObject({ status: 4, stdout: "" });
    expect(module.stderr).toContain("/usr/lib/no-such-driver.so [HSM_MODULE_UNUSABLE]");
    configure({ label: "another" });
    const label = await issuer(["keys", "generate", "--token"], 500);
    expect(label.stderr).toContain("[HSM_TOKEN_NOT_FOUND]");
    configure();
  });
});

describe("a root key in a token", () => {
  const root = (args: readonly string[], pin: string = soft.pin) =>
    place.issuer(["root", ...args], 0, { ...soft.environment, MOHOR_PKCS11_PIN: pin });
  const inToken = () => ["--module", soft.module, "--token-label", soft.label];

  it(
    "is made inside, named by a key file that holds no secret, and signs a request beside one in a sealed file",
    LONG,
    async () => {
      const made = await root(["init", "--out", "holder-a", ...inToken(), "--json"]);
      expect(made).toMatchObject({ status: 0 });
      const { keyFile, publicPart } = JSON.parse(made.stdout);
      expect(JSON.parse(readFileSync(join(place.directory, keyFile), "utf8"))).toMatchObject({
        token: { module: soft.module, label: soft.label },
      });
      const other = JSON.parse((await root(["init", "--out", "holder-b", "--json"])).stdout);
      const roots = [publicPart.text, other.publicPart.text].flatMap((file) => ["--roots", file]);
      const init = await place.issuer(["init", "--dir", "state", ...roots, "--threshold", "2"]);
      expect(init).toMatchObject({ status: 0 });
      const request = await place.issuer(["trust", "request", "--out", "request.cose", "--dir", "state"]);
      expect(request).toMatchObject({ status: 0 });

      const refused = await root(["sign", "request.cose", "--key", keyFile, "--yes", "--out", "a.cose"], "777777");
      expect(refused).toMatchObject({ status: 4 });
      expect(refused.stderr).toContain("[HSM_PIN_WRONG]");
      expect(existsSync(join(place.directory, "a.cose"))).toBe(false);
      for (const [file, out] of [
        [keyFile, "a.cose"],
        [other.keyFile, "b.cose"],
      ]) {
        const signed = await root(["sign", "request.cose", "--key", file, "--yes", "--out", out]);
        expect(signed, signed.stderr).toMatchObject({ status: 0 });
      }
      const combine = ["root", "combine", "a.cose", "b.cose", "--out", "signed.cose"];
      expect(await runProgram("issuer", combine, { directory: place.directory })).toMatchObject({ status: 0 });
      const publish = ["trust", "publish", "--signed", "signed.cose", "--out", "state-out", "--dir", "state"];
      expect(await place.issuer(publish)).toMatchObject({ status: 0 });
    },
  );

  it("needs driver and label together, and a key file that says both", async () => {
    const half = await root(["init", "--out", "holder-c", "--module", soft.module]);
    expect(half).toMatchObject({ status: 2, stdout: "" });
    expect(half.stderr).toContain("[HSM_NOT_CONFIGURED]");
    writeFileSync(join(place.directory, "00000000.json"), '{"format":"mohor-token-key-1","kid":"00000000"}');
    const damaged = await root(["sign", "request.cose", "--key", "00000000.json", "--yes", "--out", "c.cose"]);
    expect(damaged.stderr).toContain("[KEY_FILE_DAMAGED]");
  });
});
