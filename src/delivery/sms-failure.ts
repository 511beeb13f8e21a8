import { z } from "zod";
import type { Failure } from "./rendered.ts";

/** What Twilio answered in place of a receipt: numbers only, as its words repeat the number and the body (R64). */
export class Refused extends Error {
  readonly status: number;
  readonly code: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor({ statusCode, body, headers }: { statusCode: number; body: unknown; headers: unknown }) {
    super(`Twilio answered ${statusCode}`);
    this.status = statusCode;
    this.code = Answer.safeParse(body).data?.code;
    const seconds = Headers.safeParse(headers).data?.["retry-after"];
    this.retryAfterMs = seconds === undefined ? undefined : Math.min(seconds * 1000, longestWaitMs);
  }
}

const Answer = z.object({ code: z.number().int() });
const Headers = z.object({ "retry-after": z.coerce.number().positive() });
/** Whatever stands between may say anything. */
const longestWaitMs = 60 * 60_000;

/**
 * What says that this number will never get this text. Everything else passes, or is the operator's to mend (login, sender,
 * country, balance), and no text may be lost over it (R57). https://www.twilio.com/docs/api/errors
 */
const finalCodes = new Set([
  21211, // not a number
  21214, // no phone there
  21217, // not a number
  21421, // not a number
  21602, // no body
  21604, // no number
  21610, // replied STOP
  21612, // cannot be reached from here
  21614, // not a mobile phone
  21617, // body too long
  21635, // a landline
]);

/** What a send that threw means for the message, by codes alone. Without an answer nobody knows whether it went: again. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Refused) {
    const { status, code, retryAfterMs } = error;
    return {
      ok: false,
      retryable: code === undefined || !finalCodes.has(code),
      reason: code === undefined ? `sms_http_${status}` : `sms_${code}`,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    };
  }
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const isCode = typeof code === "string" && /^[A-Z][A-Z0-9_]{1,40}$/.test(code);
  return { ok: false, retryable: true, reason: isCode ? `sms_${code}` : "sms_unknown" };
}
