import { App, type Receiver } from "@slack/bolt";
import type { Log } from "../log.ts";
import { boltLogger } from "./bolt-logger.ts";
import type { Dispatch } from "./dispatch.ts";
import {
  actionPayload,
  commandPayload,
  eventPayload,
  optionsPayload,
  shortcutPayload,
  submissionPayload,
} from "./payload.ts";

type Options = { receiver: Receiver; dispatch: Dispatch; log: Log; apiUrl: string };

const any = /.*/;
/** Bolt's own client is never used for a person who waits; should anything use it, it must not hang (SLACK 2.2). */
const boltTimeoutMs = 2000;

/**
 * Bolt with one listener per payload kind, each leading to the one dispatcher: every further listener costs 12 µs on
 * every request, and the gate then stands in one place (RUNTIME 4). Its own lookups are off: `authorize` answers
 * nothing, so that no database stands before the dispatcher's deadline; tokens are found behind the gate.
 */
export function createBolt({ receiver, dispatch, log, apiUrl }: Options): App {
  const app = new App({
    receiver,
    authorize: async () => ({}),
    convoStore: false,
    ignoreSelf: false,
    attachFunctionToken: false,
    logger: boltLogger(log),
    clientOptions: {
      slackApiUrl: apiUrl,
      timeout: boltTimeoutMs,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    },
  });
  // Swallowed before an ack, an error would leave the request hanging (SLACK 2.4): the receiver answers it.
  app.error(async (error) => {
    throw error;
  });
  app.command(any, ({ body, ack, context }) => dispatch(commandPayload(body), receipt(ack, context)));
  app.action(any, ({ body, ack, context }) => dispatch(actionPayload(body), receipt(ack, context)));
  app.shortcut(any, ({ body, ack, context }) => dispatch(shortcutPayload(body), receipt(ack, context)));
  // A bare regular expression would match submissions only, and a view_closed would hang (SLACK 2.6).
  app.view({ callback_id: any }, ({ body, ack, context }) =>
    dispatch(submissionPayload(body), receipt(ack, context)),
  );
  app.options(any, ({ body, ack, context }) => dispatch(optionsPayload(body), receipt(ack, context)));
  // Bolt has acked an event before it comes here.
  app.event(any, ({ body, context }) =>
    dispatch(
      eventPayload(body),
      receipt(async () => undefined, context),
    ),
  );
  return app;
}

/**
 * Bolt types the ack by kind; the surface of that kind gives the right body. The rest is our receiver's, which hears that the
 * payload was understood: it is parsed before this.
 */
function receipt(ack: (body?: never) => Promise<void>, context: Record<string, unknown>) {
  const { onRead } = context;
  if (typeof onRead === "function") onRead();
  return {
    ack: (body?: unknown) => ack(body as never),
    receivedAt: Number(context["receivedAt"] ?? performance.now()),
    signature: String(context["signature"]),
  };
}
