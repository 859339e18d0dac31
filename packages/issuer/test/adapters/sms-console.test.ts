import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createConsoleSender } from "../../src/adapters/sms-console.ts";

const folder = mkdtempSync(join(tmpdir(), "mohor-sms-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const message = {
  kind: "code",
  desk: "",
  messageId: "00112233445566778899aabbccddeeff",
  to: "+916100000001",
  text: '123456 "আপনার কোড"\nকাউকে বলবেন না।',
  code: "123456",
  language: "bn",
  validSeconds: 180,
} as const;

describe("the console sender", () => {
  it("shows each message and appends it to the outbox as a line of JSON", async () => {
    const lines: string[] = [];
    const outboxPath = join(folder, "outbox.jsonl");
    const sender = createConsoleSender({ write: (line) => void lines.push(line), outboxPath });
    await sender.send(message);
    await sender.send({ ...message, to: "+916100000002" });
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain(message.text);
    const outbox = readFileSync(outboxPath, "utf8").trimEnd().split("\n");
    expect(outbox.map((line) => JSON.parse(line))).toEqual([
      { to: message.to, text: message.text },
      { to: "+916100000002", text: message.text },
    ]);
    expect(statSync(outboxPath).mode & 0o777).toBe(0o600);
  });

  it("needs no outbox", async () => {
    const lines: string[] = [];
    await createConsoleSender({ write: (line) => void lines.push(line) }).send(message);
    expect(lines).toHaveLength(1);
  });

  it("says when the outbox cannot be written, and shows nothing", async () => {
    const lines: string[] = [];
    const sender = createConsoleSender({ write: (line) => void lines.push(line), outboxPath: folder });
    await expect(sender.send(message)).rejects.toMatchObject({ code: "OTP_NOT_SENT" });
    expect(lines).toEqual([]);
  });
});
