import type { Log } from "../log.ts";
import { createReplayMemory } from "./replay-memory.ts";
import { type Body, isRecord, parseBody, readBody } from "./request.ts";
import { signatureFault } from "./signature.ts";

/** A signature is good for 5 minutes on either side of its timestamp. */
const signatureLifetimeMs = 10 * 60_000;
/** Slack sends an event again at once, after 1 and after 5 minutes (SLACK 3). */
const eventLifetimeMs = 60 * 60_000;

type Options = { signingSecret: string; log: Log; wallClock: () => number };
type Admitted = { body: Body } | { answer: Response };

/** Decides what of a request is let in: a proven body to act on, or an answer at once. */
export function createAdmission({ signingSecret, log, wallClock }: Options) {
  const signatures = createReplayMemory({ lifetimeMs: signatureLifetimeMs });
  const events = createReplayMemory({ lifetimeMs: eventLifetimeMs });

  return async function admit(request: Request): Promise<Admitted> {
    const raw = await readBody(request);
    if (!raw) return answer(413);
    const body = parseBody(request.headers.get("content-type") ?? undefined, raw);
    // Slack's certificate check comes unsigned and asks for nothing.
    if (body?.["ssl_check"]) return answer(200);
    const nowMs = wallClock();
    const why = requestFault(request, raw, nowMs);
    if (why) {
      log.warn({ event: "slack_request_refused", why }, "Slack request refused");
      return answer(401);
    }
    if (!body) return answer(400);
    if (body["type"] === "url_verification")
      return { answer: Response.json({ challenge: body["challenge"] }) };
    if (body["type"] !== "event_callback") return { body };
    if (!isRecord(body["event"])) return answer(400);
    return events.remember(String(body["event_id"]), nowMs) ? { body } : answer(200);
  };

  function requestFault({ headers }: Request, body: Buffer, nowMs: number) {
    const signature = headers.get("x-slack-signature") ?? undefined;
    const timestamp = headers.get("x-slack-request-timestamp") ?? undefined;
    const fault = signatureFault({ timestamp, signature, body }, { secret: signingSecret, nowMs });
    if (fault) return fault;
    return signatures.remember(signature ?? "", nowMs) ? undefined : "replayed";
  }
}

const answer = (status: number): Admitted => ({ answer: new Response(null, { status }) });
