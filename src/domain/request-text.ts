import { fullName } from "./person.ts";
import { breakGlassHours, type Governance, policyActs } from "./policy.ts";
import type { RequestDetails, RequestState } from "./request.ts";
import { forgottenText, reasonTexts, wayTexts } from "./reset-text.ts";

/** How a surface says other people's words and times: Slack escapes and dates, mail and pages do it their way. */
export type Words = { said: (text: string) => string; at: (date: Date) => string };

type Name = { firstName: string; lastName: string };

/** What is said of a request; `store/request-facts.ts` reads it from the rows. */
export type RequestView = {
  request: {
    state: RequestState;
    isAsk: boolean;
    isBreakGlass: boolean;
    isReducedQuorum: boolean;
    details: RequestDetails;
    createdAt: Date;
    expiresAt: Date;
    decidedAt: Date | null;
    denyReason: string | null;
  };
  requester: Name;
  subject: (Name & { email: string; organisation: string | null; relationship: "employee" | "payee" }) | null;
  decidedBy: Name | null;
  approvals: Name[];
  quorum: { required: number; given: number };
  reset: { outcome: "open" | "completed" | "stopped" | "undone" | "lapsed"; outcomeAt: Date | null } | null;
};

/** "Sam Okafor asks to reset MFA for Petra Alvarez"; done already: "Olivia Reyes reset MFA for Petra Alvarez". No full stop. */
export function headline(view: RequestView, { said }: Words): string {
  const who = said(fullName(view.requester));
  const whom = view.subject ? said(fullName(view.subject)) : "";
  const isDirect =
    view.request.state === "executed" && view.approvals.length === 0 && !view.request.isBreakGlass;
  const { asked, done } = deeds(view.request.details, whom);
  return isDirect ? `${who} ${done}` : `${who} asks to ${asked}`;
}

/** What is asked for and what was done, about `whom`. */
function deeds(details: RequestDetails, whom: string): { asked: string; done: string } {
  switch (details.kind) {
    case "grant":
      return { asked: `make ${whom} a Payments Admin`, done: `made ${whom} a Payments Admin` };
    case "revoke":
      return { asked: `remove ${whom} as Payments Admin`, done: `removed ${whom} as Payments Admin` };
    case "system_administrator":
      return details.invitee
        ? { asked: `invite ${whom} as System Administrator`, done: `invited ${whom} as System Administrator` }
        : { asked: `make ${whom} a System Administrator`, done: `made ${whom} a System Administrator` };
    case "reset":
      return { asked: `reset MFA for ${whom}`, done: `reset MFA for ${whom}` };
    case "policy":
      return { asked: "change the approval settings", done: "changed the approval settings" };
    case "email":
      return {
        asked: `correct the sign-in email of ${whom}`,
        done: `corrected the sign-in email of ${whom}`,
      };
  }
}

/** "Alvarez Drywall · payee · petra@alvarezdrywall.com"; empty where nobody is meant. */
export function subjectLine({ subject }: RequestView, { said }: Words): string {
  if (!subject) return "";
  const kind = subject.relationship === "payee" ? "payee" : "team member";
  return [subject.organisation, kind, subject.email]
    .filter((part) => part !== null)
    .map((part) => said(part))
    .join(" · ");
}

/** What a yes would lead to: nobody approves by habit what they have not read. */
export function consequence({ request: { details }, subject }: RequestView, { said }: Words): string {
  const name = subject ? said(subject.firstName) : "";
  switch (details.kind) {
    case "grant":
      return `${name} could then reset MFA and approve others.`;
    case "revoke":
      return `${name} could no longer reset MFA or approve.`;
    case "system_administrator":
      return `${name} could then invite and deactivate people, change the approval settings, and approve.`;
    case "reset":
      return details.isPasswordForgotten
        ? `${name}'s sign-in codes stop working now. With both halves of a code ${name} chooses a new password, too.`
        : `${name}'s sign-in codes stop working now.`;
    case "policy":
      return "This makes approvals easier to get.";
    case "email":
      return `From ${said(details.from)} to ${said(details.to)}. The old address is told, and has 24 hours to object.`;
  }
}

/** Label and text of everything that speaks for it. */
export function reasons(
  { request: { details } }: RequestView,
  { said }: Words,
): [label: string, text: string][] {
  switch (details.kind) {
    case "grant":
      return [["Why", said(details.why)]];
    case "reset":
      return [
        ["Why", reasonTexts[details.reason]],
        ["Verified", wayTexts[details.verifiedHow].told],
        ...(details.isPasswordForgotten
          ? ([["Password", forgottenText.told]] satisfies [string, string][])
          : []),
        ...(details.note ? ([["Note", said(details.note)]] satisfies [string, string][]) : []),
      ];
    case "policy":
      return changes(details.before, details.after).map((text): [string, string] => ["Change", said(text)]);
    case "revoke":
    case "system_administrator":
    case "email":
      return [];
  }
}

export const actTexts = {
  grant: "Approvals for a new Payments Admin",
  system_administrator: "Approvals for a new System Administrator",
  revoke: "Approvals for removing a Payments Admin",
  reset: "Approvals for an MFA reset",
};

/** "Approvals for an MFA reset: 1 → 0", one for each thing that changes. */
export function changes(before: Governance, after: Governance): string[] {
  const next = settings(after);
  const lines = settings(before).flatMap(([what, from], index) => {
    const to = next[index]?.[1] ?? "";
    return from === to ? [] : [`${what}: ${from} → ${to}`];
  });
  // A channel can be renamed and its name given to another: whoever agrees must see that it is another one.
  const ids = [before.channel?.channelId, after.channel?.channelId];
  const isHidden = ids[0] !== ids[1] && channelText(before) === channelText(after);
  return isHidden
    ? [
        ...lines,
        `Approvals channel: ${channelText(before)} (${ids[0]}) → another ${channelText(after)} (${ids[1]})`,
      ]
    : lines;
}

/** What the company has set: each thing with its value. */
export function settings(now: Governance): [what: string, value: string][] {
  return [
    ...policyActs.map((act): [string, string] => [actTexts[act], String(now.policy.approvals[act])]),
    ["Proceed without approval", waitText(now)],
    ["Authenticator app for administrators", onlyText(now)],
    ["Approvals channel", channelText(now)],
  ];
}

const hourMs = 60 * 60_000;
const waitText = ({ policy: { breakGlassAfterMs: after } }: Governance) =>
  after === null ? "never" : `after ${Math.max(breakGlassHours.min, Math.round(after / hourMs))} hours`;
const onlyText = ({ policy }: Governance) =>
  policy.isAppOnlyForAdministrators ? "required" : "text messages allowed";
const channelText = ({ channel }: Governance) => (channel ? `#${channel.name}` : "none, direct messages");

/** "Waiting for approval", "Approved by Olivia Reyes, 2:31 PM. Reset, waiting for Petra.": the same everywhere, with who and when. */
export function stateText(view: RequestView, words: Words): string {
  const { request, decidedBy } = view;
  const by = decidedBy ? ` by ${words.said(fullName(decidedBy))}` : "";
  const at = request.decidedAt ? `, ${words.at(request.decidedAt)}` : "";
  switch (request.state) {
    case "pending":
      return waitingText(view, words);
    case "approved":
      return `Approved${by}${at}. The old address has 24 hours to object; then the email changes.`;
    case "denied":
      return `Denied${by}${at}${request.denyReason ? `: ${words.said(request.denyReason)}` : ""}.`;
    case "cancelled":
      return `Cancelled${by}${at}.`;
    case "expired":
      return `Expired${at}: nobody decided.`;
    case "executed":
      return `${approvedText(view, { by, at }, words)} ${outcomeText(view, words)}`.trim();
  }
}

function waitingText({ request, approvals, quorum }: RequestView, { said, at }: Words): string {
  const given =
    approvals.length > 0 ? ` Approved by ${approvals.map((one) => said(fullName(one))).join(", ")}.` : "";
  const missing = Math.max(1, quorum.required - quorum.given);
  return `Waiting for approval: ${missing} ${missing === 1 ? "person" : "people"} needed.${given} Expires ${at(request.expiresAt)}.`;
}

function approvedText(view: RequestView, { by, at }: { by: string; at: string }, { said }: Words): string {
  const { request, approvals } = view;
  if (request.isBreakGlass) return `Done without approval${by}${at}, after nobody had decided.`;
  if (approvals.length === 0)
    return `Done${at}.${request.isReducedQuorum ? " There was nobody else to approve." : ""}`;
  return `Approved by ${approvals.map((one) => said(fullName(one))).join(" and ")}${at}.`;
}

/** What became of the person whose MFA was reset. */
function outcomeText({ reset, subject }: RequestView, { said, at }: Words): string {
  if (!reset || !subject) return "";
  const name = said(subject.firstName);
  const when = reset.outcomeAt ? `, ${at(reset.outcomeAt)}` : "";
  const texts = {
    open: `Reset, waiting for ${name}.`,
    completed: `${name} is back in${when}.`,
    lapsed: `Code expired${when}: ${name} isn't back in.`,
    stopped: `Stopped${when}: somebody said they didn't ask for it.`,
    undone: `Undone${when}.`,
  };
  return texts[reset.outcome];
}
