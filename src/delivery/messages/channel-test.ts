import { say, toMrkdwn } from "../words.ts";
import type { ChannelRenderer } from "./context.ts";
import { sectionBlock } from "./slack-blocks.ts";

/** The first message in a channel that was chosen: what will stand here, and who sees it. It is posted as all others are. */
export const channelTestPost: ChannelRenderer = async ({ message, company }) => {
  const { approvalsWorkspaceId: workspaceId, approvalsChannelId: channelId } = company;
  // Another one was chosen since.
  if (!workspaceId || channelId !== message.refId) return undefined;
  const sentence = say`${{ strong: `Requests of ${company.displayName} payments come here from now on.` }} Whoever can approve is called by name; everything about a request stands in its thread. Whoever is in this channel reads along, so keep it to those who should.`;
  const text = toMrkdwn(sentence, company.timeZone);
  return { post: { workspaceId, channelId, text, blocks: [sectionBlock(text)] } };
};
