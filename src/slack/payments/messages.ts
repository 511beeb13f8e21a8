import { lockoutSentences } from "../../domain/lockout-text.ts";
import { headline, stateText } from "../../domain/request-text.ts";
import type { Lockout } from "../../flows/view-lockout.ts";
import type { MyRequests } from "../../flows/view-requests.ts";
import type { Message } from "../answer.ts";
import { context, section } from "../blocks.ts";
import { type Starter, startBlock, usageText } from "../help.ts";
import { requestRow } from "../home/request-row.ts";
import type { Voice } from "../voice.ts";
import { lockoutBlocks } from "./lockout.ts";

type Shown = {
  requests: MyRequests;
  lockout: Lockout | undefined;
  companyId: string;
  viewer: Starter;
  voice: Voice;
};

type Waiting = MyRequests["waitingForMe"][number];
/** The message stays short; Home has the rest. */
const maxShown = 5;

/** `/payments`: what is wrong, what waits for me, what I can do. */
export function paymentsMessage({ requests, lockout, companyId, viewer, voice }: Shown): Message {
  const waiting = requests.waitingForMe.slice(0, maxShown);
  const open = requests.mine.filter(({ request }) => request.state === "pending").slice(0, maxShown);
  const more = requests.waitingForMe.length - waiting.length;
  const lead = waitingText(requests.waitingForMe.length);
  const lines = (list: Waiting[]) => list.map((one) => lineOf(one, voice));
  const mine = open.length > 0 ? ["*You asked for*", ...lines(open)] : [];
  const text = [...lockoutSentences(lockout, voice), lead, ...lines(waiting), ...mine, usageText].join("\n");
  const row = (act: "review" | "follow") => (request: Waiting) =>
    requestRow({ request, act, companyId, voice });
  return {
    text,
    blocks: [
      ...lockoutBlocks(lockout, voice),
      section(lead),
      ...waiting.map(row("review")),
      ...(more > 0 ? [context(`${more} more: open Home to see all.`)] : []),
      ...(open.length > 0 ? [section("*You asked for*")] : []),
      ...open.map(row("follow")),
      { type: "divider" },
      startBlock(viewer),
      context(usageText),
    ],
  };
}

const waitingText = (count: number) =>
  count === 0
    ? "*Nothing waits for you.*"
    : `*${count === 1 ? "1 request waits" : `${count} requests wait`} for you*`;

const lineOf = (one: Waiting, voice: Voice) => `• ${headline(one, voice)}. ${stateText(one, voice)}`;
