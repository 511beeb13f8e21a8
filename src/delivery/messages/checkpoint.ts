import { checkpointText } from "../../crypto/checkpoint.ts";
import { findCheckpoint, type StoredCheckpoint } from "../../store/checkpoints.ts";
import { say, toMrkdwn } from "../words.ts";
import type { ChannelRenderer, Renderer } from "./context.ts";
import { mailTo } from "./mail.ts";
import { sectionBlock } from "./slack-blocks.ts";

/** To each System Administrator, whose mailbox keeps it where neither the database nor its operator can change it (R55). */
export const checkpointMail: Renderer = async (context) => {
  const { tx, message, recipient, company } = context;
  const checkpoint = await findCheckpoint(tx, message.refId);
  if (!checkpoint || recipient.role !== "system_administrator") return undefined;
  const { seq, at } = checkpoint;
  const text = checkpointText(checkpoint);
  const sentences = [
    say`Hi ${recipient.firstName},`,
    say`There is nothing to do. ${{ strong: "Please keep this mail." }} It is the signed end of the audit trail of ${company.displayName} as it was ${{ when: at }}: ${eventsText(seq)}.`,
  ];
  const after = [
    say`If any of these events is ever changed or taken away, this shows it. Whoever runs Latchkey, or an auditor with an export, checks with the attached file: ${{ code: "audit verify --checkpoint FILE --public-key KEY" }}.`,
    say`You get one each day on which something happened, otherwise once a week.`,
  ];
  const parts = [
    ...sentences.map((sentence) => ({ sentence })),
    { block: text.trimEnd() },
    ...after.map((sentence) => ({ sentence })),
  ];
  const { mail } = mailTo(context, `Audit checkpoint: ${eventsText(seq)}`, parts);
  return { mail: { ...mail, attachment: { name: fileName(checkpoint), text } } };
};

/** One line that calls nobody. The hash alone, in Slack's keeping, is as good as the signature to whoever trusts Slack. */
export const checkpointPost: ChannelRenderer = async ({ tx, message, company }) => {
  const { approvalsWorkspaceId: workspaceId, approvalsChannelId: channelId } = company;
  const checkpoint = await findCheckpoint(tx, message.refId);
  if (!checkpoint || !workspaceId || !channelId) return undefined;
  const { seq, hash, at } = checkpoint;
  const sentence = say`Audit checkpoint: ${eventsText(seq)} until ${{ until: at }}, ending in ${{ code: hash }}. The System Administrators have it by mail.`;
  const text = toMrkdwn(sentence, company.timeZone);
  return { post: { workspaceId, channelId, text, blocks: [sectionBlock(text)] } };
};

const eventsText = (seq: number) => (seq === 1 ? "1 event" : `${seq.toLocaleString("en-US")} events`);

const fileName = ({ chain, seq }: StoredCheckpoint) => `checkpoint-${chain}-${seq}.txt`;
