import type { KnownBlock } from "@slack/types";
import type { Administration, Undelivered } from "../../flows/view-home.ts";
import { context } from "../blocks.ts";
import type { Voice } from "../voice.ts";
import { sectionsOf } from "./lines.ts";

/** What could not be delivered in the last week: kind, to whom, when and why; never what it said. */
export function undeliveredBlocks(
  { count, newest }: Administration["undelivered"],
  voice: Voice,
): KnownBlock[] {
  if (count === 0) return [context("Everything of the last 7 days was delivered.")];
  const more = count > newest.length ? [`And ${count - newest.length} more.`] : [];
  const lines = newest.map((one) => lineOf(one, voice));
  return sectionsOf([`*Not delivered in the last 7 days: ${count}*`, ...lines, ...more]);
}

function lineOf({ kind, to, why, at }: Undelivered, voice: Voice): string {
  const parts = [kindText(kind), ...(to === null ? [] : [`to ${voice.said(to)}`]), voice.at(at)];
  return `${parts.join(" · ")} · reason: ${voice.said(why)}`;
}

/** Those that somebody waits for have names of their own; the rest are what they are. */
const kinds: Record<string, string> = {
  setup_code_mail: "Mail with a setup code",
  invitation_mail: "Mail with an invitation",
  invitation_reminder_mail: "Reminder of an invitation",
  request_post: "Request in the approvals channel",
  request_dm: "Request by direct message",
  channel_test_post: "Test message in the approvals channel",
  break_glass_alert_mail: "Alert about emergency access",
  break_glass_alert_dm: "Alert about emergency access",
};

function kindText(kind: string): string {
  const known = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (known) return known;
  if (kind.endsWith("_mail")) return "A mail";
  return kind.endsWith("_post") || kind.endsWith("_thread") || kind.endsWith("_redraw")
    ? "A message in a channel"
    : "A direct message";
}
