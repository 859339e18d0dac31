// The real token process, which leaves a mark in the file STARTS each time it starts.

import { appendFileSync } from "node:fs";

appendFileSync(String(process.env.STARTS), "x");
await import("../../src/adapters/pkcs11-process.ts");
