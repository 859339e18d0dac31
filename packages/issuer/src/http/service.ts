// What the HTTP application reaches: the domain's ports, rules, and four ports of its own (time, log, metrics, published files).
// Everything here is made by `issuer serve` or by a test; the application itself opens nothing.

import type { BuiltFile } from "@mohor/offline-app/files";
import type { Code } from "@mohor/schema";
import type { DeliveryState } from "../domain/delivery-report.ts";
import type { IssuePorts, IssueRules } from "../domain/issue-certificate.ts";
import type { OtpRules } from "../domain/otp-challenge.ts";
import type { TrafficMeter } from "../domain/otp-traffic.ts";
import type { RetentionPolicy } from "../domain/person-requests.ts";
import type { KeyedHash, MessageSender, RandomSource, Stores } from "../domain/ports.ts";
import type {
  ApplePassSettings,
  CredentialIssuerSettings,
  GoogleWalletSettings,
  WalletPartner,
} from "../wallet/index.ts";

/** The time of day and the time that passes. */
export type Clock = {
  /** NumericDate, whole seconds. */
  now(): number;
  /** Seconds since some moment; never goes back. For durations only. */
  monotonicSeconds(): number;
};

/** Fields of a log line. There is none that a number, a name, a code, a token or a text of a person could be put in. */
export type LogEvent =
  | {
      readonly event: "request";
      readonly requestId: string;
      readonly method: string;
      /** The route's pattern, never the path as asked for. */
      readonly route: string;
      readonly status: number;
      readonly code?: Code;
      readonly milliseconds: number;
      readonly entityId?: string;
    }
  | {
      readonly event: "error";
      readonly requestId?: string;
      readonly code: Code;
      /** The kind of exception and where it arose; its message may quote what was sent and is left out. */
      readonly kind: string;
      readonly frames: readonly string[];
    }
  | {
      readonly event: "message";
      readonly gateway: string;
      readonly outcome: string;
      readonly reason?: string;
      readonly milliseconds: number;
    }
  | { readonly event: "listening"; readonly host: string; readonly port: number }
  | { readonly event: "stopping"; readonly signal: string }
  | { readonly event: "stopped"; readonly unfinished: number };

/** The operator's log. Never throws. */
export type Log = (event: LogEvent) => void;

/** What an operator counts. Labels come from short lists of ours. */
export type Metrics = {
  readonly request: (labels: {
    readonly method: string;
    readonly route: string;
    readonly status: number;
    readonly seconds: number;
  }) => void;
  /** What became of a request for a code, of a confirmation, of an issue: "ok" (of an issue its origin) or the code. */
  readonly outcome: (
    step:
      | "otp-request"
      | "otp-confirmation"
      | "issue"
      | "receipt"
      | "message"
      | "delivery"
      | "traffic"
      | "status-message"
      | "print-link",
    result: string,
  ) => void;
  readonly inFlight: (count: number) => void;
  /** How much of the global budget of wrong codes is used: past "soft" somebody should look. */
  readonly failureBudget: (state: "normal" | "soft" | "hard") => void;
  /** Text in the format of Prometheus, with its media type. */
  readonly render: () => Promise<{ readonly text: string; readonly mediaType: string }>;
};

/** A file that `trust publish` has written. */
export type PublishedFile = { readonly bytes: Uint8Array<ArrayBuffer>; readonly etag: string };

/** The publisher's folder: what gates need, which is public. */
export type PublishedFiles = {
  /** The file of this name, or null. The name has been checked to be one of a file. Rejects with PortError FILE_UNREADABLE. */
  read(name: string): Promise<PublishedFile | null>;
};

/** A built file of the citizen's pages. */
export type PageFile = BuiltFile & {
  readonly mediaType: string;
  /** Of the file as it is, without quotation marks; each encoding of it has one of its own. */
  readonly etag: string;
  /** What stands in the HTML itself, as the content security policy names it. */
  readonly inline: Readonly<Record<"scripts" | "styles" | "images", readonly string[]>>;
};

/** A DigiLocker-style wallet, and how documents are named in it. */
export type DigiLockerRules = WalletPartner & {
  /** The issuer's id from its domain, such as in.gov.example.health. */
  readonly issuerId: string;
  /** At most five capitals. */
  readonly documentType: string;
};

/** Wallets that certificates may be kept in; null: not offered. */
export type Wallets = {
  readonly digilocker: DigiLockerRules | null;
  readonly apple: ApplePassSettings | null;
  readonly google: GoogleWalletSettings | null;
  readonly openid4vci: CredentialIssuerSettings | null;
};

/** What an operator decides about the service itself. */
export type ServiceRules = {
  /** Proxies of ours that every request passes. */
  readonly trustedProxies: number;
  /** Requests worked on at once; more are told to come back. */
  readonly maxInFlight: number;
  /** What a client must show for /v1/metrics; null: nobody may see them. */
  readonly metricsKey: string | null;
  /** Where people reach the pages, such as https://status.example.in: links in messages begin with it; null: none are sent. */
  readonly publicOrigin: string | null;
};

/** The delivery reports of the gateways that are set up. */
export type DeliveryReports = {
  /** What a report says: null where it is nothing final, "unknown" where this gateway sends none. Never throws on any text. */
  read(
    gateway: string,
    report: { readonly query: URLSearchParams; readonly body: string },
  ): DeliveryState | "unknown" | null;
};

export type Service = {
  readonly stores: Stores;
  readonly hash: KeyedHash;
  readonly random: RandomSource;
  readonly sender: MessageSender;
  readonly issue: IssuePorts;
  readonly rules: {
    readonly otp: OtpRules;
    readonly issue: IssueRules;
    readonly service: ServiceRules;
    readonly retention: RetentionPolicy;
    /** The authority's name, as notices show it. */
    readonly issuer: string;
  };
  readonly deliveryReports: DeliveryReports;
  /** Codes sent and confirmed, of this process. */
  readonly traffic: TrafficMeter;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly published: PublishedFiles;
  /** The citizen's pages by the name of their file; none where the service has the interface only. */
  readonly pages: ReadonlyMap<string, PageFile>;
  readonly wallets: Wallets;
  /** Whether the process has been asked to end: it is no longer ready, and connections are closed after their answer. */
  readonly isStopping: () => boolean;
};
