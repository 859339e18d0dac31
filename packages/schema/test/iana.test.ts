import {
  CBOR_TAG,
  COSE_ALG,
  COSE_HEADER,
  COSE_KEY,
  CRV_ED25519,
  CWT_CLAIM,
  IDENTITY_DATA_KEY,
  KTY_OKP,
  MEDIA_TYPE,
  STATUS_LIST_CLAIM,
} from "@mohor/schema";
import { expect, test } from "vitest";

// A number that drifts would still round-trip: here each stands as its registry has it.
test("registered numbers are those of their registries", () => {
  expect(CBOR_TAG).toEqual({ COSE_SIGN1: 18, COSE_SIGN: 98 });
  expect(COSE_HEADER).toEqual({ ALG: 1, CRIT: 2, KID: 4, TYP: 16 });
  expect(COSE_ALG).toEqual({ EDDSA: -8, ED25519: -19 });
  expect(COSE_KEY).toEqual({ KTY: 1, KID: 2, ALG: 3, CRV: -1, X: -2 });
  expect({ KTY_OKP, CRV_ED25519 }).toEqual({ KTY_OKP: 1, CRV_ED25519: 6 });
  expect(CWT_CLAIM).toEqual({
    AUD: 3,
    EXP: 4,
    NBF: 5,
    IAT: 6,
    CTI: 7,
    IDENTITY_DATA: 169,
    VACCINATION_STATUS: -65_537,
  });
  expect(STATUS_LIST_CLAIM).toEqual({ SUB: 2, STATUS_LIST: 65_533, TTL: 65_534 });
  expect(MEDIA_TYPE).toEqual({ STATUS_LIST_CWT: "application/statuslist+cwt" });
  expect(IDENTITY_DATA_KEY).toEqual({ FULL_NAME: 4, DATE_OF_BIRTH: 8, SECOND_FULL_NAME: 19, SECOND_LANGUAGE: 20 });
});
