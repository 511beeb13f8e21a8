import { fullName } from "../../domain/person.ts";
import type { RequestView, Words } from "../../domain/request-text.ts";
import { undoneText } from "../../domain/undo-text.ts";

/** What a request's page can say of what was just done. */
export const requestDone = [
  "asked",
  "reset",
  "granted",
  "approved",
  "denied",
  "question",
  "answer",
  "reminded",
  "cancelled",
  "proceeded",
  "renewed",
  "undone",
] as const;
export type RequestDone = (typeof requestDone)[number];

/** In the words that Slack says it in. Nothing is said before it is true: how it stands is said below, from the row (B14). */
export function doneText(
  done: RequestDone,
  { request, requester, subject }: RequestView,
  { said }: Words,
): string {
  const name = said(subject?.firstName ?? "");
  const asker = said(requester.firstName);
  const texts: Record<RequestDone, string> = {
    asked: "*Asked.* Those who can decide hear of it.",
    reset: `*${name}'s MFA is reset.* We'll tell you when ${name} is back in.`,
    granted: `*Done.* ${name} gets a message about it.`,
    approved: `*Your approval is recorded.* ${asker} hears of it.`,
    denied: `*Denied.* ${asker} is told, with your reason.`,
    question: `*${asker} has your question.* We'll tell you when the answer is there. Nothing is decided yet.`,
    answer:
      "*Sent.* Whoever asked gets your answer, and it stands in the thread. We'll tell you when it is decided.",
    reminded: "*Reminded.* Everybody who can decide hears of it again.",
    cancelled: "*Your request is cancelled.* Nothing was changed.",
    proceeded: "*Done.* Every administrator is told.",
    renewed: isInHalves(request)
      ? `*${name} gets a new half of a setup code.* There is a new half to be read out, too. The halves of before no longer work.`
      : `*${name} gets a new setup code.* The one sent before no longer works.`,
    undone: subject ? undoneText({ ...subject, name: fullName(subject) }, { said }) : "",
  };
  return texts[done];
}

const isInHalves = ({ details }: RequestView["request"]) =>
  details.kind === "reset" && details.isPasswordForgotten === true;
