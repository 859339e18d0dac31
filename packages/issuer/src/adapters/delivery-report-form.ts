// The forms in which gateways report what became of a message: Kannel's own, and any other that the settings describe. Nothing but the
// state is read.

import type { DeliveryState } from "../domain/delivery-report.ts";
import { textAt } from "./sms-http.ts";
import { kannelDeliveryState } from "./sms-kannel.ts";

/** Kannel's receipts; or where in a report the state is, and which words say that the message arrived, or never will. */
export type DeliveryReportForm =
  | "kannel"
  | {
      readonly in: "query" | "form" | "json";
      readonly path: readonly string[];
      readonly delivered: readonly string[];
      readonly failed: readonly string[];
    };

/** What a report says; null where it is nothing final or nothing that the form knows. Never throws on any text. */
export function readDeliveryReport(
  form: DeliveryReportForm,
  report: { readonly query: URLSearchParams; readonly body: string },
): DeliveryState | null {
  if (form === "kannel") return kannelDeliveryState(report.query.get("state") ?? "");
  const word = wordIn(form, report);
  if (word === null) return null;
  if (form.delivered.includes(word)) return "delivered";
  return form.failed.includes(word) ? "failed" : null;
}

function wordIn(
  { in: where, path }: Exclude<DeliveryReportForm, "kannel">,
  { query, body }: { readonly query: URLSearchParams; readonly body: string },
): string | null {
  const name = path.join(".");
  if (where === "query") return query.get(name);
  if (where === "form") return new URLSearchParams(body).get(name);
  try {
    return textAt(JSON.parse(body), path);
  } catch {
    return null;
  }
}
