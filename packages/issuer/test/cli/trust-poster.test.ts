import { execFile } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { decodePackText } from "@mohor/schema";
import { readQrTexts } from "@mohor/verifier/image";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { osTool } from "../../../../test-support/os-tool.ts";
import { createWorkplace, type Workplace } from "./issuer-in-use.ts";

let place: Workplace;
let bundle: string;

beforeAll(async () => {
  place = createWorkplace();
  expect(await place.issuer(["init", "--dir", "issuer", "--issuer", "Health Department"])).toMatchObject({ status: 0 });
  expect(await place.issuer(["trust", "publish", "--out", "out", "--dir", "issuer"])).toMatchObject({ status: 0 });
  bundle = join("out", "trust-bundle.cose");
});
afterAll(() => place.remove());

const here = (name: string) => join(place.directory, name);

describe("trust poster", () => {
  it("prints what a gate can be set up with: the bundle that was published", async () => {
    const made = await place.issuer(["trust", "poster", bundle, "--out", "poster.pdf", "--json", "--lang", "hi"], 60);
    expect(made).toMatchObject({ status: 0, stderr: "" });
    const { codes, version, fingerprint } = JSON.parse(made.stdout);
    expect({ codes, version }).toEqual({ codes: 1, version: 1 });
    expect(fingerprint).toMatch(/^(?:[0-9a-f]{4} ){7}[0-9a-f]{4}$/);
    await promisify(execFile)(await osTool("pdftoppm"), [
      ...["-r", "150", "-gray", "-png", "-singlefile"],
      ...[here("poster.pdf"), here("poster")],
    ]);
    const read = await readQrTexts(readFileSync(here("poster.png")));
    const content = read.ok ? decodePackText(read.sightings[0]?.text ?? "") : read;
    expect(content).toEqual({
      ok: true,
      value: { kind: "pack", documents: [new Uint8Array(readFileSync(here(bundle)))] },
    });
  });

  it("prints nothing that a gate would refuse", async () => {
    const signed = readFileSync(here(bundle));
    writeFileSync(
      here("changed.cose"),
      Uint8Array.from(signed, (byte, i) => (i === signed.length - 5 ? byte ^ 1 : byte)),
    );
    writeFileSync(here("junk.cose"), "no trust document");
    for (const [file, after, code, status] of [
      ["changed.cose", 60, "KEYSET_SIGNATURE_INVALID", 3],
      ["junk.cose", 60, "PACK_DOCUMENT_UNKNOWN", 3],
      [bundle, 400 * 86_400, "KEYSET_EXPIRED", 3],
      ["none.cose", 60, "FILE_NOT_FOUND", 4],
    ] as const) {
      const refused = await place.issuer(["trust", "poster", file, "--out", "no.pdf"], after);
      expect(refused, code).toMatchObject({ status, stdout: "" });
      expect(refused.stderr).toContain(`[${code}]`);
    }
    expect(existsSync(here("no.pdf"))).toBe(false);
  });

  it("says where it cannot write, and what is missing", async () => {
    const unwritable = await place.issuer(["trust", "poster", bundle, "--out", "none/poster.pdf"], 60);
    expect(unwritable).toMatchObject({ status: 4, stdout: "" });
    expect(await place.issuer(["trust", "poster", bundle], 60)).toMatchObject({ status: 2, stdout: "" });
    expect(await place.issuer(["trust", "poster", "--out", "x.pdf"], 60)).toMatchObject({ status: 2, stdout: "" });
  });
});
