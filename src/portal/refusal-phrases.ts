import { orText, type RefusalWords } from "../domain/refusal-text.ts";
import { dateText, dayTimeText, timeText } from "../domain/time-text.ts";
import type { CodeKind, RefusalContext } from "./refusal-text.ts";
import { phoneText } from "./ui/help.ts";

/** How what both edges say is said here. JSX escapes what others wrote. */
export const wordsOf = (context: RefusalContext): RefusalWords => ({
  said: (text) => text,
  company: "your company",
  when: (date) => whenText(date, context),
  until: (date) => untilText(date, context),
  ask: (helpers, otherwise) => helpersText(helpers, context, otherwise),
  command: (typed) => `${typed} in Slack`,
});

/** "at 3:05 PM Eastern", "on Saturday, Nov 21, 3:05 PM Eastern"; before the zone is known "in 25 minutes". */
export function whenText(at: Date, { zone, now }: RefusalContext): string {
  if (!zone) return at < now ? "earlier" : `in ${waitText(at, now)}`;
  return isSameDay(at, now, zone) ? `at ${timeText(at, zone)}` : `on ${dayTimeText(at, zone)}`;
}

export function untilText(at: Date, { zone, now }: RefusalContext): string {
  if (!zone) return `for ${waitText(at, now)} more`;
  return `until ${isSameDay(at, now, zone) ? timeText(at, zone) : dayTimeText(at, zone)}`;
}

function waitText(at: Date, now: Date): string {
  const minutes = Math.max(1, Math.ceil((at.getTime() - now.getTime()) / 60_000));
  return minutes === 1 ? "a minute" : `${minutes} minutes`;
}

/** A time of day says enough only of today. */
const isSameDay = (at: Date, now: Date, zone: string) => dateText(at, zone) === dateText(now, zone);

/** Whom to ask at the company. */
export function askText({ help }: RefusalContext): string {
  if (!help) return "Ask a payments administrator at your company.";
  return `Ask ${help.helpName}: ${help.helpEmail}${help.helpPhone ? ` or ${phoneText(help.helpPhone)}` : ""}.`;
}

/** "Ask Olivia or Nora."; the help contact when nobody is named. */
const helpersText = (helpers: string[], context: RefusalContext, otherwise: string) =>
  helpers.length > 0 ? `Ask ${orText(helpers)}.` : context.help ? askText(context) : `Ask ${otherwise}.`;

export const triesText = (left: number) => (left === 1 ? "1 try left." : `${left} tries left.`);

/** Each kind of code as its owner knows it. */
export const codeNames: Record<CodeKind, { typed: string; wanted: string }> = {
  app: { typed: "a sign-in code", wanted: "the 6-digit code from your authenticator app" },
  text: { typed: "a sign-in code", wanted: "the 6-digit code that we texted you" },
  either: { typed: "a sign-in code", wanted: "your 6-digit code" },
  setup: { typed: "a setup code", wanted: "the setup code from the email" },
  recovery: { typed: "your recovery code", wanted: "your recovery code" },
};
