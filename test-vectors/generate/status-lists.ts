// Status lists and updates of the vectors (docs/spec.md §4.5): honest ones, and the way to a faulty twin.

import {
  COSE_ALG,
  coseKeyThumbprint,
  emptyStatusList,
  encodeSignedStatusUpdate,
  encodeStatusHeader,
  encodeStatusUpdate,
  indexSetOf,
  type StatusList,
  type StatusUpdate,
  statusChange,
  toBeSigned,
} from "@mohor/schema";
import { CERTIFICATE_KEY, STATUS_LIST_KEY, type TestKey } from "./test-keys.ts";
import { TRUST_ISSUED_AT } from "./timeline.ts";

/** Indices of the lists are below it: as many as a cti of three bytes can name. */
export const LIST_SIZE: number = 2 ** 24;

/** A list of the certificate key: version 1, unless said otherwise, with nothing revoked or suspended that is not named. */
export function statusList({
  key = CERTIFICATE_KEY,
  version = 1,
  size = LIST_SIZE,
  revoked = [],
  suspended = [],
}: {
  readonly key?: TestKey;
  readonly version?: number;
  readonly size?: number;
  readonly revoked?: readonly number[];
  readonly suspended?: readonly number[];
} = {}): StatusList {
  const subject = coseKeyThumbprint(key.publicKey);
  return { subject, size, version, revoked: indexSetOf(revoked), suspended: indexSetOf(suspended) };
}

/** What an update states, and who signs it. */
export type UpdateStatement = {
  /** null for the whole list. */
  readonly from?: StatusList | null;
  readonly to: StatusList;
  readonly issued?: number;
  readonly bundleVersion?: number;
  readonly key?: TestKey;
  /** In place of what it should state. */
  readonly twin?: Partial<StatusUpdate>;
  /** In place of the encoded statement; it is signed. */
  readonly payload?: (honest: Uint8Array) => Uint8Array;
  readonly protectedHeader?: Uint8Array;
  /** In place of the signature of the rest. */
  readonly signature?: (toBeSigned: Uint8Array) => Uint8Array;
};

/** The signed update from one list to another. */
export function statusUpdate({
  from = null,
  to,
  issued = TRUST_ISSUED_AT,
  bundleVersion = 1,
  key = STATUS_LIST_KEY,
  twin = {},
  payload = (honest) => honest,
  protectedHeader = encodeStatusHeader({ alg: COSE_ALG.EDDSA, kid: key.kid }),
  signature = key.sign,
}: UpdateStatement): Uint8Array {
  const change = statusChange(from ?? emptyStatusList(to.subject, to.size), to);
  const content = payload(encodeStatusUpdate({ ...change, issued, bundleVersion, ...twin }));
  return encodeSignedStatusUpdate({
    protectedHeader,
    payload: content,
    signature: signature(toBeSigned(protectedHeader, content)),
  });
}
