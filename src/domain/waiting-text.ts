import { type RequestView, stateText, type Words } from "./request-text.ts";

type Name = { firstName: string; lastName: string };

/** A request as the view of whoever asked shows it, until it is decided and after. */
export type WaitingView = RequestView & {
  /** Whom its message names, of those who could approve. */
  named: Name[];
  approvers: Name[];
};

/** Slack asks before a request is withdrawn; the words of that question. */
export const cancelQuestion = {
  title: "Cancel this request?",
  text: "Nobody can approve it any more. If it is still needed, you can ask again.",
  confirm: "Cancel request",
  deny: "Keep it",
};

/** Which buttons stand below: to hurry or withdraw it, or to ask once more. */
export type WaitingButtons = "pending" | "again" | "none";

/** `closing`: how it goes on, as Slack says it; the portal has its own. */
type Waiting = { title: string; texts: string[]; closing?: string; buttons: WaitingButtons };

/**
 * The view of whoever asked: who was asked, what to tell the person on the phone, and what became of it. Drawn by the Slack
 * edge when it opens and by the delivery when it changes, in the same words. Slack's mrkdwn.
 */
export function waitingText(view: WaitingView, companyName: string, words: Words): Waiting {
  const { request } = view;
  const state = stateText(view, words);
  switch (request.state) {
    case "pending":
      return {
        title: "Waiting for approval",
        texts: pendingTexts(view, companyName, words),
        closing: "You can close this; I'll message you.",
        buttons: "pending",
      };
    case "denied":
      return { title: "Denied", texts: deniedTexts(view, words), buttons: "again" };
    case "expired":
      return { title: "Expired", texts: [`${state} Nothing was changed.`], buttons: "again" };
    case "cancelled":
      return { title: "Cancelled", texts: [`${state} Nothing was changed.`], buttons: "none" };
    case "approved":
    case "executed":
      return { title: "Approved", texts: [state], ...progress(view, words), buttons: "none" };
  }
}

/** Only of a reset that waits for its person there is more to hear. */
const progress = ({ reset, subject }: WaitingView, { said }: Words): { closing?: string } =>
  reset?.outcome === "open" && subject
    ? { closing: `I'll message you when ${said(subject.firstName)} is back in.` }
    : {};

/** Everything of it, one paragraph each. */
export const waitingTexts = ({ texts, closing }: Waiting) => (closing ? [...texts, closing] : texts);

function pendingTexts(view: WaitingView, companyName: string, { said, at }: Words): string[] {
  const { request, subject, approvals } = view;
  const given = approvals.map((one) => said(one.firstName));
  return [
    `Asked ${askedText(view, said)} ${at(request.createdAt)}.`,
    ...(given.length > 0 ? [`Approved by ${listText(given)}; one more is needed.`] : []),
    ...(request.details.kind === "reset" && subject
      ? [
          `*Tell ${said(subject.firstName)}:* "A colleague is checking this. You'll get an email from ${said(companyName)} payments. ${request.details.isPasswordForgotten ? "It has half of a code; I'll read you the other half. You'll need a phone." : "You'll need your password and a phone."}"`,
        ]
      : []),
  ];
}

/** Who can decide: the few that the message names, and how many more. */
function askedText({ named, approvers }: WaitingView, said: Words["said"]): string {
  const names = named.map((one) => said(one.firstName));
  const more = approvers.length - named.length;
  if (names.length === 0) return "everybody who can decide";
  return listText(more > 0 ? [...names, `${more} more`] : names);
}

const listText = (names: string[]) =>
  names.length <= 1 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

function deniedTexts(view: WaitingView, words: Words): string[] {
  const { request, decidedBy, subject } = view;
  const { said } = words;
  const who = decidedBy ? said(decidedBy.firstName) : "Somebody";
  const why = request.denyReason ? `: *${said(request.denyReason)}*` : "";
  const next =
    request.details.kind === "reset" && subject
      ? ` Call ${said(subject.firstName)} at a number we already had, then ask again.`
      : "";
  return [`${who} denied this${why}.${next}`];
}
