// @mohor/verifier/gate: the gate's files and its server, for the command line.

export { buildGate, builtGate } from "./build-gate.ts";
export { gateHeaders } from "./headers.ts";
export { isLocalRequest, type LoopbackAddress, parseLoopback } from "./loopback.ts";
export { type GateServer, type GateServerParts, serveGate } from "./serve-gate.ts";
