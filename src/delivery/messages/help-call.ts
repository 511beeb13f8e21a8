import type { KnownBlock } from "@slack/types";
import { fullName } from "../../domain/person.ts";
import { startResetForId, writePersonRef } from "../../domain/person-ref.ts";
import { findHelpCall, type HelpCall } from "../../store/help-calls.ts";
import { isWaiting } from "../../store/outbox.ts";
import { findChannelPosting, findDmPosting, findPosting } from "../../store/postings.ts";
import { findLatestReset } from "../../store/resets.ts";
import { findUser, type User } from "../../store/users.ts";
import type { Rendered, SlackContent } from "../rendered.ts";
import { type Sentence, say, toMrkdwn } from "../words.ts";
import type { ChannelContext, ChannelRenderer, Renderer } from "./context.ts";
import { mailTo, signInUrl } from "./mail.ts";
import { slackIdIn } from "./mention.ts";
import { contextBlock, sectionBlock, wholeText } from "./slack-blocks.ts";

/** In the approvals channel. The number is never in it: whoever reads the channel could read it to the caller (DESIGN 3). */
export const helpCallPost: ChannelRenderer = async (context) => {
  const facts = await findFacts(context, context.message.refId);
  const posting = await findChannelPosting(context.tx, context.message.refId);
  if (!facts || !posting?.channelId || !isOpen(context, facts)) return undefined;
  const { id: postingId, workspaceId, channelId } = posting;
  return { post: { workspaceId, channelId, postingId, ...(await contentOf(context, facts)) } };
};

/** The same to one person who can help, by DM or by mail. */
export const helpCallCopy: Renderer = async (context) => {
  const { tx, message, recipient } = context;
  const facts = await findFacts(context, message.refId);
  if (!facts || !isOpen(context, facts)) return undefined;
  const name = fullName(facts.user);
  const { mail } = mailTo(context, `${name} asks for help with signing in`, [
    { sentence: say`Hi ${recipient.firstName},` },
    ...openSentences(facts).map((sentence) => ({ sentence })),
    {
      sentence: say`To reset, type ${{ code: `/payments-reset-mfa ${facts.user.email}` }} in Slack, or sign in.`,
    },
    { button: "Sign in", url: signInUrl(context) },
  ]);
  const posting = await findDmPosting(tx, message.refId, recipient.id);
  const slackUserId = posting && (await slackIdIn(tx, recipient.id, posting.workspaceId));
  if (!posting || !slackUserId) return { mail };
  const { id: postingId, workspaceId } = posting;
  const dm = { workspaceId, slackUserId, postingId, ...(await contentOf(context, facts)) };
  return { dm, otherwise: mail } satisfies Rendered;
};

/** Once the person is in again or was reset: the message says so, without its button. */
export const helpCallRedraw: ChannelRenderer = async (context) => {
  const { tx, message } = context;
  const posting = await findPosting(tx, message.refId);
  const facts = posting && (await findFacts(context, posting.refId));
  if (!posting || !facts) return undefined;
  const { workspaceId, channelId, ts, refId, recipientId } = posting;
  if (channelId && ts)
    return { redraw: { workspaceId, channelId, ts, ...(await contentOf(context, facts)) } };
  const kind = recipientId === null ? "help_call_post" : "help_call_dm";
  return (await isWaiting(tx, { kind, refId, recipientId })) ? { waitFor: "not_posted_yet" } : undefined;
};

type Facts = { call: HelpCall; user: User };

async function findFacts({ tx }: ChannelContext, callId: string): Promise<Facts | undefined> {
  const call = await findHelpCall(tx, callId);
  const user = call && (await findUser(tx, call.userId));
  return user && user.status !== "deactivated" ? { call, user } : undefined;
}

const isOpen = ({ now }: ChannelContext, { call }: Facts) => call.closedAt === null && call.expiresAt > now;

async function contentOf(context: ChannelContext, facts: Facts): Promise<SlackContent> {
  const { company } = context;
  const isWaitingForHelp = isOpen(context, facts);
  const sentences = isWaitingForHelp ? openSentences(facts) : await closedSentences(context, facts);
  const texts = sentences.map((sentence) => toMrkdwn(sentence, company.timeZone));
  const until = toMrkdwn(say`Open until ${{ until: facts.call.expiresAt }}.`, company.timeZone);
  const more = isWaitingForHelp ? [actions(company.id, facts.user.id), contextBlock(until)] : [];
  return { text: wholeText(texts), blocks: [...texts.map(sectionBlock), ...more] };
}

function openSentences({ user, call }: Facts): Sentence[] {
  const organisation = user.organisation ? say` · ${user.organisation}` : say``;
  return [
    say`${{ strong: `Someone with ${fullName(user)}'s password asks for help.` }} This is not proof of identity.`,
    say`${fullName(user)}${organisation} · ${user.email}. They said ${{ when: call.createdAt }} that the phone is lost, and may call now.`,
    say`Call back at a number you already had. The form shows a help number: the caller must read it to you. It adds to the call, never replaces it.`,
  ];
}

/** What became of it, by the rows. */
async function closedSentences({ tx }: ChannelContext, { call, user }: Facts): Promise<Sentence[]> {
  const headline = say`Someone with ${fullName(user)}'s password asked for help ${{ when: call.createdAt }}.`;
  const reset = await findLatestReset(tx, user.id);
  if (reset && reset.executedAt >= call.createdAt)
    return [headline, say`${user.firstName}'s MFA was reset ${{ when: reset.executedAt }}.`];
  if (user.lastSignInAt && user.lastSignInAt >= call.createdAt)
    return [headline, say`${user.firstName} signed in ${{ when: user.lastSignInAt }}. Nothing more to do.`];
  return [headline, say`The call is over.`];
}

const actions = (companyId: string, userId: string): KnownBlock => ({
  type: "actions",
  elements: [
    {
      type: "button",
      text: { type: "plain_text", text: "Start reset" },
      action_id: startResetForId,
      value: writePersonRef(companyId, userId),
    },
  ],
});
