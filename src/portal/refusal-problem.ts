import type { Refusal } from "../domain/refusal.ts";
import type { Session } from "../flows/find-session.ts";
import { type CodeKind, needsNewSignIn, type RefusalContext, refusalText } from "./refusal-text.ts";
import { helpFor, type Problem } from "./ui/frame.ts";

/** A refusal at its field. Where the form is worth nothing more, it stands above it with the way to a new sign-in. */
export function refusalProblem(refusal: Refusal, field: string, context: RefusalContext): Problem {
  const text = refusalText(refusal, context);
  // Of the email and the password: to mark one would say which is wrong (R04).
  if (ofWholeForm.has(refusal.code)) return { text };
  if (!needsNewSignIn(refusal)) return { field, text };
  return { text, wayOn: { href: "/sign-in", text: "Sign in again" } };
}

const ofWholeForm: ReadonlySet<string> = new Set<Refusal["code"]>([
  "wrong_sign_in",
  "sign_in_locked",
  "sign_in_busy",
  "wrong_halves",
]);

/** What refusals need to know of this session. */
export const contextOf = (now: Date, session: Session, wanted?: CodeKind): RefusalContext => ({
  now,
  wanted,
  zone: session.company.timeZone,
  help: helpFor(session),
});
