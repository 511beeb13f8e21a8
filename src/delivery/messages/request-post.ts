import { isWaiting } from "../../store/outbox.ts";
import { findChannelPosting, findDmPosting, findPosting, type Posting } from "../../store/postings.ts";
import type { RequestFacts } from "../../store/request-facts.ts";
import type { Rendered } from "../rendered.ts";
import { type Sentence, say } from "../words.ts";
import type { ChannelContext, ChannelRenderer, MessageContext, Renderer } from "./context.ts";
import { mailTo, requestUrl } from "./mail.ts";
import { mentionsOf, slackIdIn } from "./mention.ts";
import { requestMessage } from "./request-message.ts";
import {
  consequenceOf,
  findShownRequest,
  headlineOf,
  isPending,
  needsOf,
  proceedOf,
  reasonsOf,
  subjectOf,
} from "./request-words.ts";

/** The request's one message in the approvals channel: the root of its thread. Done at once, it calls nobody. */
export const requestPost: ChannelRenderer = async (context) => {
  const facts = await findShownRequest(context, context.message.refId);
  const posting = await findChannelPosting(context.tx, context.message.refId);
  if (!facts || !posting?.channelId) return undefined;
  const { id: postingId, workspaceId, channelId } = posting;
  const content = await contentIn(context, { facts, posting });
  return { post: { workspaceId, channelId, postingId, ...content } };
};

/** The message and each copy, drawn again from the row. */
export const requestRedraw: ChannelRenderer = async (context) => {
  const found = await findPosting(context.tx, context.message.refId);
  if (!found) return undefined;
  // Asked before the posting is read: what was sent in between is then seen there.
  const isUnderWay = await isPostUnderWay(context, found);
  const posting = await findPosting(context.tx, found.id);
  const facts = await findShownRequest(context, found.refId);
  if (!posting || !facts) return undefined;
  const { workspaceId, channelId, ts } = posting;
  if (!channelId || !ts) return isUnderWay ? { waitFor: "not_posted_yet" } : undefined;
  return { redraw: { workspaceId, channelId, ts, ...(await contentIn(context, { facts, posting })) } };
};

/** Whether the message that a posting is about may still be sent. */
export const isPostUnderWay = ({ tx }: Pick<ChannelContext, "tx">, { refId, recipientId }: Posting) =>
  isWaiting(tx, { kind: recipientId === null ? "request_post" : "request_dm", refId, recipientId });

/** A DM calls its reader by itself; in the channel the approvers are called, as long as they are needed. */
async function contentIn(
  { tx, company, now }: ChannelContext,
  { facts, posting }: { facts: RequestFacts; posting: Posting },
) {
  const isChannel = posting.recipientId === null;
  const mentions = isChannel ? await mentionsOf(tx, facts.named, posting.workspaceId) : [];
  return requestMessage(facts, { company, now, ...(mentions.length > 0 ? { mentions } : {}) });
}

/** The same with its buttons to one person who could decide: by DM, or by mail where no Slack is linked. */
export const requestDirectMessage: Renderer = async (context) => {
  const { tx, message, recipient } = context;
  const facts = await findShownRequest(context, message.refId);
  if (!facts || !isPending(facts) || !facts.deciderIds.includes(recipient.id)) return undefined;
  const mail = requestMail(context, facts);
  const posting = await findDmPosting(tx, message.refId, recipient.id);
  const slackUserId = posting && (await slackIdIn(tx, recipient.id, posting.workspaceId));
  if (!posting || !slackUserId) return mail;
  const { id: postingId, workspaceId } = posting;
  const dm = { workspaceId, slackUserId, postingId, ...(await contentIn(context, { facts, posting })) };
  return { dm, otherwise: mail.mail } satisfies Rendered;
};

/** Nothing in a mail decides: whoever opens it may be a scanner, or the wrong person. */
function requestMail(context: MessageContext, facts: RequestFacts) {
  const { recipient, company, now } = context;
  const sentences: Sentence[] = [
    say`Hi ${recipient.firstName}, somebody at ${company.displayName} waits for a decision that you can make.`,
    headlineOf(facts),
    ...subjectOf(facts),
    ...reasonsOf(facts),
    ...consequenceOf(facts),
    say`${needsOf(facts)}.`,
    ...proceedOf(facts, now),
    say`${{ strong: "To approve or deny," }} open the request and sign in. Nothing in this mail decides by itself. To get requests in Slack, too, type ${{ code: "/payments-me" }} there and choose "Link my Slack".`,
  ];
  const { requester, subject } = facts;
  return mailTo(
    context,
    `${requester.firstName} needs your decision${subject ? ` about ${subject.firstName}` : ""}`,
    [
      ...sentences.map((sentence) => ({ sentence })),
      { button: "Review the request", url: requestUrl(context, facts.request.id) },
      {
        sentence: say`Not sure? Ask ${requester.firstName}, by another way than this mail. Denying needs no code.`,
      },
    ],
  );
}
