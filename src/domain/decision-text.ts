import { fullName } from "./person.ts";
import type { RequestKind } from "./request.ts";
import { effectText } from "./request-effect.ts";
import { consequence, type RequestView, type Words } from "./request-text.ts";
import { forgottenText, reasonTexts, tellText, wayTexts } from "./reset-text.ts";

/** Above what somebody approves. */
export const decisionTitles: Record<RequestKind, string> = {
  reset: "Approve MFA reset",
  grant: "Approve Payments Admin",
  system_administrator: "Approve administrator",
  revoke: "Approve removal",
  policy: "Approve new settings",
  email: "Approve new email",
};

/** "You're resetting MFA for *Petra Alvarez*, Alvarez Drywall, … Sam Okafor asked at 2:20 PM: lost or broken phone. …"; undefined: no reset. */
export const resetDecisionText = (facts: RequestView, isLast: boolean, words: Words): string | undefined =>
  resetDecisionTexts(facts, isLast, words)?.join(" ");

/** The same in two: whom it is about, and what speaks for it. */
export function resetDecisionTexts(
  facts: RequestView,
  isLast: boolean,
  words: Words,
): [who: string, why: string] | undefined {
  const { request, requester, subject } = facts;
  const { details } = request;
  if (details.kind !== "reset" || !subject) return undefined;
  const { said, at } = words;
  const who = [
    `*${said(fullName(subject))}*`,
    subject.organisation === null ? "" : said(subject.organisation),
    said(subject.email),
  ];
  const lead = isLast ? "You're resetting MFA for" : "You're approving an MFA reset for";
  const told = wayTexts[details.verifiedHow].told;
  const verified = details.verifiedHow === "vouched" ? told : `${said(requester.firstName)} ${lowered(told)}`;
  const password = details.isPasswordForgotten ? ` *The password is ${lowered(forgottenText.told)}.*` : "";
  const after = isLast ? consequence(facts, words) : "";
  return [
    `${lead} ${who.filter(Boolean).join(", ")}.`,
    `${said(fullName(requester))} asked ${at(request.createdAt)}: ${lowered(reasonTexts[details.reason])}. ${verified}.${password} ${after}`.trim(),
  ];
}

const lowered = (text: string) => `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;

/** Under a yes that is not the last. */
export const moreNeededText = "More approvals are needed after yours. Nothing changes before the last one.";

/** Before somebody goes on alone. */
export const proceedText = (remind: string) =>
  `*Every administrator is told, in Slack and by mail,* that you did this without approval. Your name is recorded. If it can wait, close this and choose ${remind}.`;

type Approved = RequestView & {
  isSubjectEnrolled: boolean;
  reset: { codeExpiresAt: Date; isPasswordForgotten: boolean } | null;
};

/** After the yes: what it did, and of a reset who does what now. For an ask the caller is on the phone with whoever asked. */
export function afterApprovalTexts(facts: Approved, companyName: string, { said, at }: Words): string[] {
  const { request, requester, subject, reset } = facts;
  const effect = request.state === "executed" ? effectText(facts, { said }) : undefined;
  if (effect) return [`*${effect[0]}* ${effect[1]}`.trim()];
  if (reset?.outcome !== "open" || !subject) return [];
  const name = said(subject.firstName);
  const until = `goes to ${said(subject.email)}, good until ${at(reset.codeExpiresAt)}.`;
  const who = said(requester.firstName);
  if (reset.isPasswordForgotten)
    return [
      `Half of a setup code ${until} ${who} reads ${name} the other half, which the portal shows to nobody else.`,
    ];
  return [
    `A setup code ${until} ${who} hears of it${request.isAsk ? ", and tells them what to do" : ""}.`,
    tellText(name, said(companyName)),
  ];
}
