import type { HomeView } from "@slack/types";
import type { Answer } from "../answer.ts";
import { section } from "../blocks.ts";
import type { HomePayload } from "../payload.ts";
import type { SlackLine } from "../slack-line.ts";
import type { Surface } from "./surface.ts";

/** Opening Home asks nothing and waits for nothing: whatever is to be said becomes the person's Home, early or late. */
export function homeSurface({ slackUserId }: HomePayload, line: SlackLine): Surface {
  const publish = async (answer: Answer) => {
    const view = homeOf(answer);
    if (view) await line.publishHome(slackUserId, view);
  };
  return {
    reply: publish,
    sentence: (text) => ({ kind: "home", view: { type: "home", blocks: [section(text)] } }),
    isPlain: false,
    working: undefined,
    deliverLate: publish,
  };
}

/** The way to a link, or why not, in the words that every other door has. */
function homeOf(answer: Answer): HomeView | undefined {
  if (answer.kind === "home") return answer.view;
  if (answer.kind !== "message") return undefined;
  return { type: "home", blocks: answer.message.blocks ?? [section(answer.message.text)] };
}
