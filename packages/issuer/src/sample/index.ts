// The sample registry: made-up people, to try the issuer with.

export { DEMO_MOBILE, DEMO_PEOPLE, type DemoPerson } from "./demo-people.ts";
export { SAMPLE_MOBILE_PREFIX } from "./households.ts";
export {
  DEFAULT_SAMPLE_COUNT,
  DEFAULT_SAMPLE_SEED,
  SAMPLE_SOURCE,
  type SampleOptions,
  sampleRegistryCsv,
} from "./sample-registry.ts";
