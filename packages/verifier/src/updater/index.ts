// @mohor/verifier/updater: trust material over a network that is not trusted. The same in a program and in a page; the platform's
// fetch, clock and chance are given.

export { type Deadline, type Fetch, fetchFile } from "./fetch-file.ts";
export { nextUpdateAt, oneAtATime } from "./update-schedule.ts";
export {
  noMemory,
  publisherFolder,
  type TrustUpdate,
  type UpdateMemory,
  type UpdatePorts,
  updateTrust,
} from "./update-trust.ts";
