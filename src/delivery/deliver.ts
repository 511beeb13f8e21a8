import { isKeyMissing } from "../crypto/secret-box.ts";
import type { Deps } from "../deps.ts";
import { asWorker, inTenant } from "../store/db.ts";
import { type ClaimedMessage, insertOutbox, isStillClaimed, markDead, markRetry } from "../store/outbox.ts";
import { findChannelPosting } from "../store/postings.ts";
import { findResetOwnerId } from "../store/reset-people.ts";
import { markMailAccepted, markMailRefused } from "../store/resets-delivery.ts";
import { maxAttempts, waitMs } from "./backoff.ts";
import { sendCopiesInstead, sendHelpInstead } from "./copies-instead.ts";
import type { Marker } from "./marker.ts";
import { renderMessage } from "./messages/render.ts";
import { notePosted } from "./note-posted.ts";
import type { Failure, Rendered, Sent } from "./rendered.ts";
import { type DeliveryOptions, idsOf, send } from "./send.ts";

/**
 * One attempt at one claimed message: rendered from the rows as the company's app, sent outside any transaction, marked as
 * the worker. Whatever breaks between those leaves the lease to run out: at least once, never lost (R57).
 */
export async function deliver(
  options: DeliveryOptions & { mark: Marker },
  message: ClaimedMessage,
): Promise<void> {
  const { deps } = options;
  if (message.expiresAt && message.expiresAt <= deps.now()) return giveUp(deps, message, "expired");
  const rendered = await render(options, message);
  if (rendered !== undefined && "fault" in rendered) return settleFailure(deps, message, rendered.fault);
  if (rendered === undefined) return settle(deps, message, (tx) => markDead(tx, message, deps.now(), "void"));
  if ("waitFor" in rendered) return settleWaiting(options, message, rendered.waitFor);
  const sent = await send(options, message, rendered).catch((err: unknown) => {
    deps.log.error({ event: "outbox_fault", ...idsOf(message), err }, "sending failed unexpectedly");
    return failureOf(err);
  });
  if (!sent.ok) return settleFailure(deps, message, sent);
  const isDrawn = "redraw" in rendered || "view" in rendered;
  if (isDrawn && (await isOutdated(options, message, rendered)))
    return settleFailure(deps, message, { ok: false, retryable: true, reason: "changed_meanwhile" });
  await settleDelivered(options, message, { rendered, receipt: sent.receipt });
}

/**
 * A key that ENCRYPTION_KEYS does not hold comes back by no waiting: the message is given up at once, where administrators see
 * it, and whoever waits for it is told. Any other fault may pass.
 */
const failureOf = (error: unknown): Failure =>
  isKeyMissing(error)
    ? { ok: false, retryable: false, reason: "encryption_key_missing" }
    : { ok: false, retryable: true, reason: "fault" };

async function render({ deps, publicUrl }: DeliveryOptions, message: ClaimedMessage) {
  const options = { keys: deps.keys, publicUrl, now: deps.now() };
  try {
    return await inTenant(deps.db, message.companyId, (tx) => renderMessage(tx, message, options));
  } catch (err) {
    deps.log.error({ event: "outbox_fault", ...idsOf(message), err }, "rendering failed");
    return { fault: failureOf(err) };
  }
}

/**
 * Two redraws of one message may reach Slack in the wrong order. Whichever came last looks at the rows once more, so that
 * an old drawing, with buttons, never stays.
 */
async function isOutdated(options: DeliveryOptions, message: ClaimedMessage, sent: Rendered) {
  const now = await render(options, message);
  return now !== undefined && !("fault" in now) && JSON.stringify(now) !== JSON.stringify(sent);
}

type Delivered = { rendered: Rendered; receipt: Extract<Sent, { ok: true }>["receipt"] };

async function settleDelivered(
  { deps, mark }: { deps: Deps; mark: Marker },
  message: ClaimedMessage,
  { rendered, receipt }: Delivered,
) {
  // First: were these second, a crash in between would leave the rows without them for ever. Sent again, they are noted again.
  if (message.kind === "setup_code_mail") {
    await inTenant(deps.db, message.companyId, (tx) => markMailAccepted(tx, message.refId, deps.now()));
  }
  await notePosted(deps, message, { rendered, receipt });
  const { companyId, id, attempts } = message;
  if (!(await mark({ companyId, id, attempts, receipt }))) noteOvertaken(deps, message);
}

async function settleFailure(deps: Deps, message: ClaimedMessage, failure: Failure) {
  const { reason, retryable, retryAfterMs } = failure;
  if (!retryable || message.attempts >= maxAttempts) return giveUp(deps, message, reason);
  const wait = waitMs(deps.randomBytes, { attempts: message.attempts, retryAfterMs });
  const next = deps.now().getTime() + wait;
  // No later than its expiry: then it is dropped and its payload erased.
  const dueAt = new Date(Math.min(next, message.expiresAt?.getTime() ?? next));
  deps.log.info({ event: "outbox_retry", ...idsOf(message), reason }, "will be sent again");
  await settle(deps, message, (tx) => markRetry(tx, message, dueAt, reason));
}

/**
 * What it waits for may leave between the look and this note, and would bring forward what is not noted yet: so the rows are
 * looked at once more.
 */
async function settleWaiting(options: DeliveryOptions, message: ClaimedMessage, reason: string) {
  await settleFailure(options.deps, message, { ok: false, retryable: true, reason });
  const now = await render(options, message);
  if (now === undefined || "fault" in now || "waitFor" in now) return;
  await asWorker(options.deps.db, (tx) => markRetry(tx, message, options.deps.now(), reason));
}

async function giveUp(deps: Deps, message: ClaimedMessage, reason: string) {
  // Still ours: a worker that was overtaken must not report as undeliverable what another delivered.
  const isOurs = await asWorker(deps.db, (tx) => isStillClaimed(tx, message));
  if (isOurs && message.kind === "setup_code_mail") await tellOfRefusal(deps, message);
  if (isOurs && message.kind === "request_post") await sendCopiesInstead(deps, message);
  if (isOurs && message.kind === "help_call_post") await sendHelpInstead(deps, message);
  deps.log.warn({ event: "outbox_dead", ...idsOf(message), reason }, "given up");
  await settle(deps, message, (tx) => markDead(tx, message, deps.now(), reason));
}

/** The person waits for a mail that will not come: whoever made the reset hears of it. Once, however often it is tried. */
function tellOfRefusal(deps: Deps, { companyId, refId }: ClaimedMessage) {
  return inTenant(deps.db, companyId, async (tx) => {
    const reset = await markMailRefused(tx, refId, deps.now());
    const recipientId = reset && (await findResetOwnerId(tx, reset));
    if (recipientId) await insertOutbox(tx, deps, { kind: "reset_mail_refused_dm", refId, recipientId });
    if (!reset?.requestId || !(await findChannelPosting(tx, reset.requestId))?.channelId) return;
    const payload = { news: "mail_refused" };
    await insertOutbox(tx, deps, { kind: "request_thread", refId: reset.requestId, payload });
  });
}

type Mark = Parameters<typeof asWorker<boolean>>[1];

async function settle(deps: Deps, message: ClaimedMessage, mark: Mark): Promise<void> {
  if (!(await asWorker(deps.db, mark))) noteOvertaken(deps, message);
}

const noteOvertaken = ({ log }: Deps, message: ClaimedMessage) =>
  log.info({ event: "outbox_overtaken", ...idsOf(message) }, "void meanwhile, or another worker's");
