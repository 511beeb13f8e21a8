import { overTexts, wrongCodeText } from "../domain/form-text.ts";
import type { Refusal } from "../domain/refusal.ts";
import { type RefusalContext, refusalText } from "./refusal-text.ts";
import type { Problem } from "./ui/frame.ts";

const again = "Open it again.";

/** The same words as in Slack; of the code in the form of an act, other words than of a sign-in. */
export function actRefusalText(refusal: Refusal, context: RefusalContext): string {
  switch (refusal.code) {
    case "wrong_code":
      return wrongCodeText(refusal.triesLeft);
    case "wrong_kind_of_code":
      return refusal.typed === "app" || refusal.typed === "other"
        ? refusalText(refusal, context)
        : `That looks like a ${refusal.typed} code. Here we need the 6 digits from your own authenticator app.`;
    case "challenge_expired":
    case "challenge_exhausted":
      return overTexts[refusal.code](again);
    case "challenge_spent":
      return `This form was already sent once, and can't be sent again. ${again} It shows how things stand.`;
    case "no_factor":
      return "You haven't set up an authenticator app yet. Sign out, and sign in again to set it up.";
    default:
      return refusalText(refusal, context);
  }
}

/** Where a refusal leads on: to the request that stands in the way, to a new sign-in. */
export function wayOnOf(refusal: Refusal): Problem["wayOn"] {
  switch (refusal.code) {
    case "request_open":
      return {
        href: `/payments/approvals/${refusal.requestId}`,
        text: refusal.mayDecide ? "Review and approve" : "Follow request",
      };
    case "session_over":
    case "deactivated":
      return { href: "/sign-in", text: "Sign in again" };
    default:
      return undefined;
  }
}

/** What is said beside the code's field: it can be typed again. Anything else ends the form. */
export const isAboutCode = ({ code }: Refusal) => aboutCode.has(code);

const aboutCode: ReadonlySet<string> = new Set<Refusal["code"]>([
  "wrong_code",
  "wrong_kind_of_code",
  "code_already_used",
  "no_text_sent",
  "locked",
  "held",
  "no_factor",
]);
