import type { KnownBlock } from "@slack/types";
import type { SlackIdentity } from "../../store/slack-links.ts";
import type { DirectMessage, Rendered } from "../rendered.ts";
import { type Sentence, say, toMrkdwn } from "../words.ts";
import type { MessageContext } from "./context.ts";
import { mailTo, signInUrl } from "./mail.ts";
import { sectionBlock, wholeText } from "./slack-blocks.ts";

type Button = { label: string; actionId: string; value: string };
/**
 * A short message for Slack. The first sentence says it all; `subject` is for those who get it as mail: there the button's
 * act is done after signing in, as no mail does anything by itself.
 */
type Notice = {
  subject: string;
  sentences: readonly Sentence[];
  button?: Button;
  /** The page where the button's act is done. */
  page?: { label: string; url: string };
};

/** To the recipient's Slack; to the mailbox, in the same words, when they have none that works. */
export function noticeTo(context: MessageContext, notice: Notice): Rendered {
  const greeting = { sentence: say`Hi ${context.recipient.firstName},` };
  const { label, url } = notice.page ?? { label: "Sign in", url: signInUrl(context) };
  const door = notice.button || notice.page ? [{ button: label, url }] : [];
  const parts = [greeting, ...notice.sentences.map((sentence) => ({ sentence })), ...door];
  const { mail } = mailTo(context, notice.subject, parts);
  const { address, company } = context;
  if (!address) return { mail };
  const dm = directMessage(address, { ...notice, zone: company.timeZone });
  return { dm, otherwise: mail };
}

/** One section a sentence, the button last. */
export function directMessage(
  { workspaceId, slackUserId }: SlackIdentity,
  { sentences, zone, button }: { sentences: readonly Sentence[]; zone: string; button?: Button },
): DirectMessage {
  const texts = sentences.map((sentence) => toMrkdwn(sentence, zone));
  const sections = texts.map(sectionBlock);
  const blocks = button ? [...sections, actions(button)] : sections;
  return { workspaceId, slackUserId, text: wholeText(texts), blocks };
}

const actions = ({ label, actionId, value }: Button): KnownBlock => ({
  type: "actions",
  elements: [
    {
      type: "button",
      style: "primary",
      text: { type: "plain_text", text: label },
      action_id: actionId,
      value,
    },
  ],
});
