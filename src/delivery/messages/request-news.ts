import type { News } from "../../domain/news.ts";
import { fullName } from "../../domain/person.ts";
import { needsText } from "../../domain/request-needs.ts";
import type { RequestFacts } from "../../store/request-facts.ts";
import { findRequestNote, type RequestNote } from "../../store/requests.ts";
import { type Sentence, say } from "../words.ts";
import type { ChannelContext } from "./context.ts";
import { decisionOf, effectOf } from "./request-outcome.ts";
import { findName, isPending } from "./request-words.ts";

/** What a line in the thread is made of. `approvers` and `requester` call people where they are called, and name them elsewhere. */
export type NewsContext = {
  context: ChannelContext;
  facts: RequestFacts;
  approvers: Sentence;
  requester: Sentence;
};

type Line = (news: NewsContext) => Promise<Sentence[] | undefined> | Sentence[] | undefined;

/** One or two sentences for each news in a request's thread. Undefined: no longer true. */
export const newsLines: Record<News, Line> = {
  approved: async ({ context, facts }) => {
    const { request, matter, quorum } = facts;
    const by = await byName(context);
    if (isPending(facts)) return [say`${by} approved. ${needsText(matter, quorum)}.`];
    const waits = say`The old address is told, and has 24 hours to object; then the email changes.`;
    return request.state === "approved" ? [say`${by} approved. ${waits}`] : undefined;
  },
  executed: ({ context, facts }) => {
    if (facts.request.state !== "executed") return undefined;
    const [first, ...rest] = effectOf(context, facts);
    return first ? [say`${decisionOf(facts)} ${first}`, ...rest] : [decisionOf(facts)];
  },
  denied: ({ facts }) => {
    const { request, decidedBy } = facts;
    if (request.state !== "denied" || !decidedBy) return undefined;
    return [say`Denied by ${fullName(decidedBy)}${becauseOf(request.denyReason)}`];
  },
  cancelled: async ({ context, facts }) =>
    facts.request.state === "cancelled" ? [await cancelledLine(context, facts)] : undefined,
  expired: ({ facts }) =>
    facts.request.state === "expired"
      ? [say`${{ strong: "Expired:" }} nobody decided. Nothing was changed.`]
      : undefined,
  expiring: ({ facts, approvers }) =>
    isPending(facts)
      ? [
          say`${called(approvers)}This expires ${{ until: facts.request.expiresAt }}, and nobody has decided yet.`,
        ]
      : undefined,
  reminder: async ({ context, facts, approvers }) => {
    if (!isPending(facts)) return undefined;
    const by = await findName(context, context.payload["byId"]);
    const who = by ? say`${by} asks again:` : say`Still waiting:`;
    return [say`${called(approvers)}${who} ${needsText(facts.matter, facts.quorum)}.`];
  },
  may_proceed: ({ facts }) =>
    isPending(facts)
      ? [
          facts.quorum.isReached
            ? say`No approval is missing any more: ${fullName(facts.requester)} may now go on. A Deny ends that.`
            : say`Nobody has decided: ${fullName(facts.requester)} may now proceed without approval. A Deny ends that.`,
        ]
      : undefined,
  question: async ({ context, facts, requester }) => {
    const note = await noteOf(context);
    if (!note || !isPending(facts)) return undefined;
    return [say`${requester}, ${(await findName(context, note.authorId)) ?? ""} asks:`, told(note.text)];
  },
  answer: async ({ context, facts }) => {
    const note = await noteOf(context);
    return note && [say`${{ strong: fullName(facts.requester) }} answers: ${told(note.text)}`];
  },
  completed: ({ facts: { reset, subject } }) =>
    reset?.outcome === "completed" && subject
      ? [say`${{ strong: `${fullName(subject)} is back in.` }}`]
      : undefined,
  lapsed: ({ facts }) =>
    facts.reset?.outcome === "lapsed" && facts.subject
      ? [
          say`${{ strong: `The setup code expired: ${fullName(facts.subject)} isn't back in.` }} ${nextStep(facts)}`,
        ]
      : undefined,
  renewed: async ({ context, facts: { reset, requester } }) =>
    reset?.outcome === "open"
      ? [
          say`${await byName(context)} sent a new setup code, good until ${{ until: reset.codeExpiresAt }}.`,
          ...(reset.isPasswordForgotten
            ? [say`It comes in two halves again: ${fullName(requester)} reads the second from the portal.`]
            : []),
        ]
      : undefined,
  mail_refused: ({ facts }) =>
    isUnfinished(facts) && facts.reset?.mailRefusedAt && facts.subject
      ? [
          say`${{ strong: `The setup code for ${fullName(facts.subject)} couldn't be delivered` }} to ${facts.subject.email}. Check the address with ${facts.subject.firstName}. ${nextStep(facts)}`,
        ]
      : undefined,
  new_code_asked: ({ facts }) => {
    const { reset, subject } = facts;
    if (!reset?.renewalAskedAt || !subject || !isUnfinished(facts)) return undefined;
    // A code was sent since: the wish is granted.
    if (reset.renewalAskedAt < reset.codeSentAt) return undefined;
    return [say`${{ strong: `${fullName(subject)} asks for a new setup code.` }} ${nextStep(facts)}`];
  },
  stopped: ({ facts: { reset, subject } }) =>
    reset?.outcome === "stopped" && subject
      ? [
          say`${{ strong: "Stopped:" }} someone with the link from the mail said they didn't ask for it. Call ${subject.firstName} at a number that you already had, before anything else.`,
        ]
      : undefined,
  undone: async ({ context, facts: { reset, subject } }) =>
    reset?.outcome === "undone" && subject
      ? [
          say`${await byName(context)} undid the reset. The setup code no longer works, and ${subject.firstName}'s sign-in codes are as they were before.`,
        ]
      : undefined,
};

/** What somebody wrote, in a field of 500. */
export const told = (text: string): Sentence => say`${{ told: ({ said }) => said(text), isLong: true }}`;

/** ": *not verified*." */
export const becauseOf = (reason: string | null): Sentence =>
  reason
    ? say`: ${{ told: ({ said }) => said(reason.trim().replace(/\.+$/, "")), isStrong: true, isLong: true }}.`
    : say`.`;

const called = (people: Sentence): Sentence => (people.length > 0 ? say`${people} ` : say``);

const byName = async (context: ChannelContext) =>
  (await findName(context, context.payload["byId"])) ?? "Somebody";

export async function noteOf({ tx, payload }: ChannelContext): Promise<RequestNote | undefined> {
  const id = payload["noteId"];
  return id === undefined ? undefined : findRequestNote(tx, id);
}

/** By whoever asked; by somebody who did the same meanwhile; or by itself, when it could not be done any more. */
export async function cancelledLine(context: ChannelContext, { requester }: RequestFacts): Promise<Sentence> {
  const { byId } = context.payload;
  if (byId === requester.id) return say`${{ strong: `Cancelled by ${fullName(requester)}.` }}`;
  const by = await findName(context, byId);
  return by
    ? say`${{ strong: `Closed by what ${by} did meanwhile.` }} Nothing is left to decide.`
    : say`${{ strong: "Cancelled:" }} it can't be done any more, because things changed meanwhile.`;
}

const isUnfinished = ({ reset }: RequestFacts) => reset?.outcome === "open" || reset?.outcome === "lapsed";

/** Support may not send codes: whoever may do the act does. */
const nextStep = ({ request, requester, subject }: RequestFacts): Sentence =>
  say`Next step: ${request.isAsk ? "" : `${fullName(requester)} or `}a Payments Admin types ${{ code: `/payments-reset-mfa ${subject?.email ?? ""}` }} and chooses "Send new code".`;
