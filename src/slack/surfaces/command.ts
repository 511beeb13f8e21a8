import { type Answer, type Message, sayText } from "../answer.ts";
import type { CommandPayload } from "../payload.ts";
import type { SlackLine } from "../slack-line.ts";
import type { Surface } from "./surface.ts";

/** The answer to a command is the HTTP answer itself; after the deadline it follows by `response_url`. */
export function commandSurface({ triggerId, responseUrl, name }: CommandPayload, line: SlackLine): Surface {
  return {
    reply: async (answer) => {
      if (answer.kind === "open") await line.openView(triggerId, answer.view);
      return answer.kind === "message" ? ephemeral(answer.message) : undefined;
    },
    sentence: sayText,
    isPlain: false,
    working: ephemeral({ text: "Working… I'll answer here in a moment." }),
    deliverLate: async (answer) => {
      const message = lateMessage(answer, name);
      if (message) await line.respond(responseUrl, message);
    },
  };
}

const ephemeral = (message: Message) => ({ response_type: "ephemeral", ...message });

/** A trigger lives 3 seconds: a form that is ready after them cannot be opened any more. */
function lateMessage(answer: Answer, name: string): Message | undefined {
  if (answer.kind === "message") return answer.message;
  if (answer.kind !== "open") return undefined;
  return {
    text: `That took too long, so Slack couldn't open the form. Nothing was changed. Type ${name} again.`,
  };
}
