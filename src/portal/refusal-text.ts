import type { Refusal } from "../domain/refusal.ts";
import { isShared, sharedRefusalText } from "../domain/refusal-text.ts";
import { wordsOf } from "./refusal-phrases.ts";
import { ownTexts } from "./refusal-text-own.ts";
import type { Help } from "./ui/frame.ts";

/** What a sentence needs beside the refusal: where it stands and whom the reader can ask. */
export type RefusalContext = {
  now: Date;
  /** The code that the page asks for. */
  wanted?: CodeKind | undefined;
  /** The company's; unknown before sign-in, and then times are said as "in 25 minutes". */
  zone?: string | undefined;
  help?: Help | undefined;
};

/** "either": the app's code, or the one that was texted. */
export type CodeKind = "app" | "text" | "either" | "setup" | "recovery";

type ByCode = { [K in Refusal["code"]]: Extract<Refusal, { code: K }> };

/** One sentence or two for each of these refusals. */
export type Texts<K extends keyof ByCode> = {
  [P in K]: (refusal: ByCode[P], context: RefusalContext) => string;
};

/** Every refusal in words: what is the matter, and the way on (COPY). A new refusal does not compile without its words. */
export const refusalText = (refusal: Refusal, context: RefusalContext): string =>
  isShared(refusal) ? sharedRefusalText(refusal, wordsOf(context)) : say(refusal.code, refusal, context);

type OwnCode = keyof typeof ownTexts;

const say = <K extends OwnCode>(code: K, refusal: ByCode[K], context: RefusalContext) =>
  ownTexts[code](refusal, context);

/** 403 for who may not, 404 for what we do not know, 410 for a link that has served, 429 for "not now", else 422: what was sent cannot be taken. */
export function refusalStatus({ code }: Refusal): 403 | 404 | 410 | 422 | 429 {
  if (isForbidden.has(code)) return 403;
  if (isUnknown.has(code)) return 404;
  if (isSpent.has(code)) return 410;
  return isTooSoon.has(code) ? 429 : 422;
}

const isForbidden: ReadonlySet<string> = new Set<Refusal["code"]>([
  "not_employee",
  "not_payments_admin",
  "not_system_administrator",
  "not_administrator",
  "not_approver",
  "not_requester",
  "own_request",
  "about_you",
]);

const isUnknown: ReadonlySet<string> = new Set<Refusal["code"]>([
  "invitation_unknown",
  "link_unknown",
  "stop_link_unknown",
  "request_unknown",
  "email_link_unknown",
  "password_link_unknown",
  "half_unknown",
]);

const isSpent: ReadonlySet<string> = new Set<Refusal["code"]>([
  "invitation_used",
  "invitation_expired",
  "link_expired",
  "stop_link_used",
  "email_link_over",
  "phone_change_over",
  "password_link_over",
  "half_shown",
  "half_over",
]);

const isTooSoon: ReadonlySet<string> = new Set<Refusal["code"]>([
  "locked",
  "sign_in_locked",
  "sign_in_busy",
  "resend_too_soon",
  "resend_exhausted",
  "reset_limit",
  "held",
  "hold_limit",
  "ask_limit",
  "remind_too_soon",
  "text_too_soon",
  "text_limit",
  "help_limit",
  "contact_limit",
]);

/** Refusals after which the page's form is worth nothing more: the way on is a new sign-in. */
export const needsNewSignIn = ({ code }: Refusal) => overCodes.has(code);

const overCodes: ReadonlySet<string> = new Set<Refusal["code"]>([
  "session_over",
  "challenge_expired",
  "challenge_spent",
  "challenge_exhausted",
  "enrolment_void",
  "no_factor",
  "text_setup_exhausted",
  "deactivated",
]);
