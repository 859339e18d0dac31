// A client of CoWIN's vaccination status calls, in the way of the public ones of 2021: SHA-256 of the code in hex, the token as it comes,
// `errorCode` and `error` of a refusal. It knows nothing of this project; only its base URL is another.

import { createHash } from "node:crypto";

type Answer = { txnId?: string; token?: string; vaccination_status?: number; errorCode?: string; error?: string };

/** A client for one person; `fetch` is the platform's. */
export function createCowinClient(baseUrl: string, fetchFunction: typeof fetch) {
  let txnId = "";
  let token = "";

  async function call(method: string, path: string, body?: object): Promise<Answer> {
    const response = await fetchFunction(`${baseUrl}/v3/vaccination/${path}`, {
      method,
      headers: {
        accept: "application/json",
        "user-agent": "Mozilla/5.0",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(token === "" ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Answer;
    if (!response.ok) throw new Error(`${response.status} ${answer.errorCode} ${answer.error}`);
    return answer;
  }

  return {
    async generateOtp(mobileNumber: string, fullName: string): Promise<void> {
      token = "";
      const answer = await call("POST", "generateOTP", {
        mobile_number: mobileNumber,
        full_name: fullName,
        email_id: "",
      });
      txnId = answer.txnId ?? "";
    },
    async confirmOtp(otp: string): Promise<void> {
      const answer = await call("POST", "confirmOTP", { otp: createHash("sha256").update(otp).digest("hex"), txnId });
      token = answer.token ?? "";
    },
    /** 0 not vaccinated, 1 partially, 2 fully. */
    async status(): Promise<number> {
      return (await call("GET", "status")).vaccination_status ?? -1;
    },
  };
}
