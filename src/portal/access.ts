import type { Session } from "../flows/find-session.ts";
import type { Stage } from "./env.ts";

/** "everyone": no session is asked for; the page proves its right by its own token, or shows nothing of anybody. */
type Rule = "everyone" | readonly Stage[];

/** Every path of the portal and the stages that reach it. What is not here is answered with 404 (R01). */
export const access: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ["/", "everyone"],
  ["/assets/portal.css", "everyone"],
  ["/assets/portal.js", "everyone"],
  ["/assets/key.svg", "everyone"],
  ["/invitations/:token", "everyone"],
  ["/invitations/:token/ask", "everyone"],
  ["/password/forgot", "everyone"],
  ["/password/reset/:token", "everyone"],
  ["/not-me/:token", "everyone"],
  ["/sign-in", "everyone"],
  ["/sign-out", "everyone"],
  ["/sign-in/verify", ["verify"]],
  ["/sign-in/verify/text", ["verify"]],
  ["/sign-in/recovery", ["verify"]],
  ["/sign-in/help", ["verify"]],
  // After the password the code alone; without one, both halves of it.
  ["/sign-in/setup-code", "everyone"],
  ["/sign-in/setup-code/again", ["setup_code"]],
  ["/sign-in/setup-code/ask", ["setup_code"]],
  ["/sign-in/new-password", ["new_password"]],
  ["/enrol", ["enrol"]],
  ["/enrol/text", ["enrol"]],
  ["/enrol/app", ["enrol"]],
  ["/enrol/sms", ["enrol"]],
  ["/enrol/sms/again", ["enrol"]],
  ["/recovery-code", ["recovery_code"]],
  ["/recovery-code/download", ["recovery_code"]],
  ["/recovery-code/new", ["recovery_code"]],
  ["/account/security", ["done"]],
  ["/account/activity", ["done"]],
  ["/account/not-you", ["done"]],
  ["/account/sessions/end", ["done"]],
  ["/account/app", ["done"]],
  ["/account/app/setup", ["done"]],
  ["/account/app/remove", ["done"]],
  ["/account/text-messages", ["done"]],
  ["/account/text-messages/setup", ["done"]],
  ["/account/text-messages/again", ["done"]],
  ["/account/text-messages/remove", ["done"]],
  ["/account/password", ["done"]],
  ["/account/recovery-code", ["done"]],
  ["/account/email", ["done"]],
  ["/account/email/cancel", ["done"]],
  ["/account/phone", ["done"]],
  ["/account/phone/confirm", ["done"]],
  ["/account/phone/again", ["done"]],
  ["/account/phone/cancel", ["done"]],
  ["/account/slack/:linkId", ["done"]],
  ["/account/time-zone", ["done"]],
  ["/email/:token", ["done"]],
  ["/email/:token/stop", "everyone"],
  ["/account/reset-mfa", ["done"]],
  ["/account/reset-mfa/:userId", ["done"]],
  ["/account/reset-mfa/:userId/lock", ["done"]],
  ["/account/reset-mfa/:userId/anew", ["done"]],
  ["/account/reset-mfa/:userId/unlock", ["done"]],
  ["/link/:token", ["done"]],
  ["/team", ["done"]],
  ["/team/new", ["done"]],
  ["/team/:userId", ["done"]],
  ["/team/:userId/:act", ["done"]],
  ["/payments/configuration", ["done"]],
  ["/payments/configuration/add", ["done"]],
  ["/payments/configuration/add/:userId", ["done"]],
  ["/payments/approvals", ["done"]],
  ["/payments/approvals/:requestId", ["done"]],
  ["/payments/approvals/:requestId/approve", ["done"]],
  ["/payments/approvals/:requestId/deny", ["done"]],
  ["/payments/approvals/:requestId/ask", ["done"]],
  ["/payments/approvals/:requestId/answer", ["done"]],
  ["/payments/approvals/:requestId/cancel", ["done"]],
  ["/payments/approvals/:requestId/remind", ["done"]],
  ["/payments/approvals/:requestId/proceed", ["done"]],
  ["/payments/approvals/:requestId/undo", ["done"]],
  ["/payments/resets/:id/half", ["done"]],
  ["/slack/install", ["done"]],
  // Back from Slack: it has a page of its own for a browser that is not signed in.
  ["/slack/oauth_redirect", "everyone"],
]);

const places: Record<Stage, string> = {
  verify: "/sign-in/verify",
  setup_code: "/sign-in/setup-code",
  new_password: "/sign-in/new-password",
  enrol: "/enrol",
  recovery_code: "/recovery-code",
  done: "/account/security",
};

/** Where this session must go. */
export const placeOf = (session: Session) => places[session.next];

/** The entry of the table that a path belongs to. Also what the log names: a path itself may carry a token (R64). */
export const patternOf = (path: string) => patterns.find(({ shape }) => shape.test(path))?.pattern;

const patterns = [...access.keys()].map((pattern) => ({
  pattern,
  shape: new RegExp(`^${pattern.replaceAll(".", "\\.").replace(/:\w+/g, "[^/]+")}$`),
}));
