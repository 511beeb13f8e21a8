import type { News } from "../../domain/news.ts";
import { findChannelPosting } from "../../store/postings.ts";
import { toMrkdwn } from "../words.ts";
import { type ChannelRenderer, getSecret } from "./context.ts";
import { mentionsOf } from "./mention.ts";
import { newsLines } from "./request-news.ts";
import { isPostUnderWay } from "./request-post.ts";
import { findShownRequest } from "./request-words.ts";
import { sectionBlock, wholeText } from "./slack-blocks.ts";

/** What happened to a request, in its thread. What is no longer true is left out. */
export const requestThread: ChannelRenderer = async (context) => {
  const { tx, message, company } = context;
  const news = getSecret(context, "news");
  if (!isNews(news)) throw new Error(`unknown news ${news}`);
  const before = await findChannelPosting(tx, message.refId);
  if (!before) return undefined;
  const isUnderWay = await isPostUnderWay(context, before);
  const posting = await findChannelPosting(tx, message.refId);
  const facts = await findShownRequest(context, message.refId);
  if (!posting || !facts) return undefined;
  const { workspaceId, channelId, ts } = posting;
  if (!channelId || !ts) return isUnderWay ? { waitFor: "not_posted_yet" } : undefined;
  const approvers = await mentionsOf(tx, facts.named, workspaceId);
  const requester = await mentionsOf(tx, [facts.requester], workspaceId);
  const lines = await newsLines[news]({ context, facts, approvers, requester });
  if (!lines) return undefined;
  const texts = lines.map((sentence) => toMrkdwn(sentence, company.timeZone));
  return {
    reply: {
      ...{ workspaceId, channelId, threadTs: ts },
      text: wholeText(texts),
      blocks: texts.map(sectionBlock),
    },
  };
};

/** A newer process may have told what this one does not know: it fails here, and that one sends it later. */
const isNews = (news: string): news is News => Object.hasOwn(newsLines, news);
