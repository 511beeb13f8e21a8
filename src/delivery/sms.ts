import type RequestClients from "twilio/lib/base/RequestClient.js";
import type { Failure, Senders, Sent } from "./rendered.ts";
import { failureOf, Refused } from "./sms-failure.ts";

type SmsOptions = {
  accountSid: string;
  authToken: string;
  /** A number, a sender's name, or the id of a messaging service (`MG…`). */
  from: string;
  /** Undefined: Twilio's own. */
  apiUrl: string | undefined;
  timeoutMs?: number;
};

/** From connecting to the last byte; well within the outbox's lease, so that no second worker sends meanwhile. */
const sendTimeoutMs = 15_000;

/** Text messages by Twilio's API. Its package takes a tenth of a second to load: it is loaded with the first text. */
export function createTexter(options: SmsOptions): NonNullable<Senders["sendText"]> {
  const sender = options.from.startsWith("MG")
    ? { messagingServiceSid: options.from }
    : { from: options.from };
  let loading: ReturnType<typeof loadClient> | undefined;
  return async ({ to, body }): Promise<Sent> => {
    if (!/^\+[1-9]\d{6,14}$/.test(to)) return badNumber;
    loading ??= loadClient(options);
    try {
      const { sid } = await (await loading).messages.create({ ...sender, to, body });
      return { ok: true, receipt: { sid } };
    } catch (error) {
      return failureOf(error);
    }
  };
}

const badNumber: Failure = { ok: false, retryable: false, reason: "bad_number" };

async function loadClient({ accountSid, authToken, apiUrl, timeoutMs = sendTimeoutMs }: SmsOptions) {
  const { default: twilio } = await import("twilio");
  const { RequestClient } = twilio;
  /** The package has no option for another address, and its errors leave out how long to wait. */
  class Requests extends RequestClient {
    override async request<T>(request: RequestClients.RequestOptions<T>) {
      const uri = apiUrl ? elsewhere(request.uri, apiUrl) : request.uri;
      // Never "debug", whatever TWILIO_LOG_LEVEL says: it prints numbers and bodies (R64).
      const response = await super.request<T>({ ...request, uri, logLevel: "error" });
      if (response.statusCode >= 400) throw new Refused(response);
      return response;
    }
  }
  return twilio(accountSid, authToken, { httpClient: new Requests({ timeout: timeoutMs }) });
}

/** `https://api.twilio.com/2010-04-01/…` under another base. */
function elsewhere(uri: string, base: string): string {
  const { pathname, search } = new URL(uri);
  return `${base.replace(/\/+$/, "")}${pathname}${search}`;
}
