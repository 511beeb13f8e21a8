import type { App, Receiver } from "@slack/bolt";
import { Hono } from "hono";
import type { Log } from "../log.ts";
import { createAdmission } from "./admission.ts";
import type { Body } from "./request.ts";
import { createTraffic } from "./traffic.ts";

/** Slack waits 3 seconds. The dispatcher answers long before: this is for a defect in it. */
const watchdogMs = 2900;

type Options = { signingSecret: string; log: Log; wallClock: () => number };
type Incoming = { body: Body; receivedAt: number; headers: Headers };
type Receipt = { response: Response | Promise<Response>; work: Promise<void> | undefined };

/**
 * Bolt's receiver as a route of the one Hono server: bounded body, signature with a window on both sides, replay
 * memory, one parse, an answer in every case, and a count of what is in flight (RUNTIME 4; SLACK 2.4 to 2.11).
 */
export function createReceiver(options: Options) {
  let app: App | undefined;
  const traffic = createTraffic();
  const admit = createAdmission(options);
  const receiver: Receiver = {
    init: (bolt) => {
      app = bolt;
    },
    start: async () => undefined,
    stop: async () => undefined,
  };

  async function accept(request: Request): Promise<Response> {
    const receivedAt = performance.now();
    if (!app || traffic.isDraining()) return new Response(null, { status: 503 });
    const receipt = receive(app, request, receivedAt);
    // From the first byte, and beyond the answer: Bolt acks an event before it works on it.
    traffic.follow(receipt.then(({ response, work }) => Promise.all([response, work])));
    return (await receipt).response;
  }

  async function receive(bolt: App, request: Request, receivedAt: number): Promise<Receipt> {
    const admitted = await admit(request);
    if ("answer" in admitted) return { response: admitted.answer, work: undefined };
    return process(bolt, { body: admitted.body, receivedAt, headers: request.headers }, options.log);
  }

  const routes = new Hono().post("/slack/events", (c) => accept(c.req.raw));
  return { receiver, routes, inFlight: traffic.inFlight, drain: traffic.drain };
}

/** Hands the payload to Bolt. The response comes with the first of: an ack, the end of the work, the watchdog. */
function process(
  app: App,
  incoming: Incoming,
  log: Log,
): { response: Promise<Response>; work: Promise<void> } {
  let resolve: (response: Response) => void = () => undefined;
  const answered = new Promise<Response>((done) => {
    resolve = done;
  });
  const watchdog = setTimeout(() => {
    log.error({ event: "slack_request_unanswered" }, "Slack request unanswered");
    resolve(new Response(null, { status: 503 }));
  }, watchdogMs);
  const ack = async (answer?: unknown) => resolve(answerOf(answer));
  let isRead = false;
  const onRead = () => {
    isRead = true;
  };
  const work = app
    .processEvent({ ...eventOf(incoming, onRead), ack })
    // Nothing listened, as for a legacy button: said at once, not after Slack's 3 seconds.
    .then(() => resolve(new Response(null, { status: 404 })))
    .catch((error: unknown) => {
      if (isRead) log.error({ event: "slack_processing_failed", err: error }, "Slack processing failed");
      // Of the error its kind alone: a parser's words may repeat what was sent (R64).
      else log.warn({ event: "slack_payload_malformed", why: nameOf(error) }, "Slack payload malformed");
      resolve(new Response(null, { status: isRead ? 500 : 400 }));
    });
  return { response: answered.finally(() => clearTimeout(watchdog)), work };
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : "unknown");

/** `onRead` is called when the payload was understood: what fails before that, in Bolt or in our schema, is the sender's. */
function eventOf({ body, receivedAt, headers }: Incoming, onRead: () => void) {
  const retryNum = headers.get("x-slack-retry-num");
  const retryReason = headers.get("x-slack-retry-reason");
  return {
    body,
    customProperties: { receivedAt, onRead, signature: headers.get("x-slack-signature") },
    ...(retryNum === null ? {} : { retryNum: Number(retryNum) }),
    ...(retryReason === null ? {} : { retryReason }),
  };
}

/** Empty, a sentence, or JSON: what Slack takes as an answer. */
function answerOf(answer: unknown): Response {
  if (answer === undefined || answer === "") return new Response(null, { status: 200 });
  return typeof answer === "string" ? new Response(answer) : Response.json(answer);
}
