// What the verifier's core gains on Node.

export { nodeCryptoEngine } from "./ed25519-node-crypto.ts";
