import { expect, it } from "vitest";
import { withFailures } from "../../src/cli/failure-of.ts";
import { PortError } from "../../src/domain/refusal.ts";

it.each<readonly [string, PortError, string | undefined]>([
  ["a file by its path", new PortError("FILE_UNWRITABLE", "message", { path: "out/card.png" }), "out/card.png"],
  ["a key file by its path", new PortError("KEY_FILE_DAMAGED", "message", { path: "keys/x.json" }), "keys/x.json"],
  ["a full disk by the file that did not fit", new PortError("DISK_FULL", "message", { path: "x" }), "x"],
  ["a full disk without a file by its code alone", new PortError("DISK_FULL", "message"), undefined],
  ["a passphrase that is missing by its code alone", new PortError("PASSPHRASE_MISSING", "message"), undefined],
  ["a store by the port's message", new PortError("STORE_TOO_NEW", "message"), "message"],
])("withFailures names %s", async (_what, error, detail) => {
  const failed = withFailures(() => Promise.reject(error));
  await expect(failed).rejects.toMatchObject({ name: "Failure", code: error.code, detail });
});

it("withFailures lets a bug be a bug", async () => {
  const bug = new TypeError("bug");
  await expect(withFailures(() => Promise.reject(bug))).rejects.toBe(bug);
});
