import { setTimeout as sleep } from "node:timers/promises";
import { disableSockets } from "../socket-mode/frames.ts";
import { openDm } from "../state/channels.ts";
import type { Delivery, RetryReason } from "../state/delivery.ts";
import { newId, newTs, secondsOf } from "../state/ids.ts";
import { touch } from "../state/listeners.ts";
import { keepPending } from "../state/pending.ts";
import { getPerson, type Person, userObject } from "../state/people.ts";
import { viewObject } from "../state/views.ts";
import { isInstalled, type World } from "../state/world.ts";
import { isOrgInstall, verificationToken } from "./payloads.ts";
import { deliver } from "./send.ts";
import type { Sent } from "./sent.ts";

type SlackEvent = { type: string; [field: string]: unknown };

/** The last that an app hears of a workspace. */
const farewells = ["app_uninstalled", "tokens_revoked"];

/**
 * Delivers an event, with Slack's retries: at once, after a minute, after five, unless the app says
 * `x-slack-no-retry`. Answers after the first delivery; the retries go on behind. An event that the
 * manifest does not subscribe to is not sent, nor any to an app that is not installed. https://docs.slack.dev/apis/events-api
 */
export async function sendEvent(world: World, event: SlackEvent): Promise<Sent | undefined> {
  const { events } = world.declared;
  if (events && !events.includes(event.type)) return undefined;
  if (!isInstalled(world) && !farewells.includes(event.type)) return undefined;
  const delivery: Delivery = { kind: event.type, type: "events_api", payload: envelope(world, event) };
  const sent = await deliver(world, delivery);
  if (needsRetry(sent)) keepPending(world, retry(world, delivery, sent));
  return sent;
}

function envelope(world: World, event: SlackEvent) {
  return {
    token: verificationToken,
    team_id: world.team.id,
    ...(world.enterprise ? { enterprise_id: world.enterprise.id } : {}),
    api_app_id: world.app.id,
    event: { event_ts: newTs(world), ...event },
    type: "event_callback",
    event_id: newId(world, "Ev"),
    event_time: secondsOf(world.now()),
    authorizations: [
      {
        enterprise_id: world.enterprise?.id ?? null,
        team_id: isOrgInstall(world) ? null : world.team.id,
        user_id: world.app.botUserId,
        is_bot: true,
        is_enterprise_install: isOrgInstall(world),
      },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${newId(world, "Ev")}`,
  };
}

async function retry(world: World, delivery: Delivery, last: Sent): Promise<void> {
  let before = last;
  for (const [index, delayMs] of world.connection.eventRetryDelaysMs.entries()) {
    const isStopped = await sleep(delayMs, false, { signal: world.stopping.signal }).catch(() => true);
    if (isStopped) return;
    before = await deliver(world, { ...delivery, retry: { attempt: index + 1, reason: reason(before) } });
    if (!needsRetry(before)) return;
  }
}

function needsRetry(sent: Sent): boolean {
  if (sent.outcome !== "answered") return true;
  return sent.headers.get("x-slack-no-retry") !== "1" && (sent.status < 200 || sent.status > 299);
}

function reason(sent: Sent): RetryReason {
  if (sent.outcome === "timeout") return "http_timeout";
  return sent.outcome === "unreachable" ? "connection_failed" : "http_error";
}

/** A person opens the app's Home or Messages tab. The manifest may have switched Home off. */
export function openHome(world: World, userId: string, tab: "home" | "messages" = "home") {
  if (tab === "home" && !hasHome(world)) throw new Error("the app has no Home tab");
  const home = world.homes.get(getPerson(world, userId).id);
  const view = tab === "home" && home ? { view: viewObject(world, home) } : {};
  const channel = openDm(world, userId).id;
  return sendEvent(world, { type: "app_home_opened", user: userId, channel, tab, ...view });
}

/** Whether the workspace shows a Home tab of the app. */
export const hasHome = (world: World): boolean => isInstalled(world) && world.declared.hasHomeTab !== false;

/** Somebody changes in the workspace: deactivated, made a guest, another email. */
export function changePerson(world: World, userId: string, change: Partial<Person>) {
  const person = Object.assign(getPerson(world, userId), change);
  touch(world);
  const withEmail = world.declared.scopes?.includes("users:read.email") ?? true;
  return sendEvent(world, {
    type: "user_change",
    user: userObject(world, person, { withEmail }),
    cache_ts: secondsOf(world.now()),
  });
}

/** The app is removed: every later call is refused, and it hears of both, in no order that it may rely on. */
export async function uninstallApp(world: World): Promise<void> {
  setRevoked(world, "account_inactive");
  await Promise.all([sendRevocation(world), sendEvent(world, { type: "app_uninstalled" })]);
  disableSockets(world);
}

/**
 * The app is installed again, with the token it had, so that one configuration outlives it; Slack sends no event
 * of this. Slack would hand out a new token by OAuth.
 */
export function reinstallApp(world: World): void {
  setRevoked(world, undefined);
}

export function revokeTokens(world: World) {
  setRevoked(world, "token_revoked");
  return sendRevocation(world);
}

function setRevoked(world: World, revoked: World["connection"]["revoked"]): void {
  world.connection.revoked = revoked;
  touch(world);
}

function sendRevocation(world: World) {
  return sendEvent(world, { type: "tokens_revoked", tokens: { bot: [world.app.botUserId], oauth: [] } });
}
