import { timeText } from "../domain/time-text.ts";
import type { CodeKind, RefusalContext } from "./refusal-text.ts";
import { phoneText } from "./ui/help.ts";

/** "at 3:05 PM Eastern"; before the zone is known "in 25 minutes". */
export function whenText(at: Date, { zone, now }: RefusalContext): string {
  if (zone) return `at ${timeText(at, zone)}`;
  const minutes = Math.max(1, Math.ceil((at.getTime() - now.getTime()) / 60_000));
  return minutes === 1 ? "in a minute" : `in ${minutes} minutes`;
}

/** Whom to ask at the company. */
export function askText({ help }: RefusalContext): string {
  if (!help) return "Ask a payments administrator at your company.";
  return `Ask ${help.helpName}: ${help.helpEmail}${help.helpPhone ? ` or ${phoneText(help.helpPhone)}` : ""}.`;
}

/** "Olivia or Nora"; the help contact when nobody is named. */
export const helpersText = (helpers: string[], context: RefusalContext) =>
  helpers.length > 0 ? `Ask ${orText(helpers)}.` : askText(context);

export const orText = (names: string[]) =>
  new Intl.ListFormat("en-US", { type: "disjunction" }).format(names);

export const triesText = (left: number) => (left === 1 ? "1 try left." : `${left} tries left.`);

/** Each kind of code as its owner knows it. */
export const codeNames: Record<CodeKind, { typed: string; wanted: string }> = {
  app: { typed: "a code from an authenticator app", wanted: "the 6-digit code from your authenticator app" },
  setup: { typed: "a setup code", wanted: "the setup code from the email" },
  recovery: { typed: "your recovery code", wanted: "your recovery code" },
};
