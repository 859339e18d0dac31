// What the verifier's core gains on Node.

export { nodeCryptoEngine } from "./ed25519-node-crypto.ts";
export {
  decodeStatusEntries,
  inspectStatusListToken,
  MAX_STATUS_TOKEN_BYTES,
  MAX_STATUS_TOKEN_LIST_BYTES,
  openStatusListToken,
  type StatusBits,
  type StatusEntries,
  type StatusListToken,
  statusAt,
} from "./status-list-token.ts";
