import type { Answer } from "../answer.ts";
import type { Payload } from "../payload.ts";
import type { SlackLine } from "../slack-line.ts";
import { commandSurface } from "./command.ts";
import { homeSurface } from "./home.ts";
import { interactionSurface } from "./interaction.ts";
import { submissionSurface } from "./submission.ts";

/** How one kind of payload is answered. */
export type Surface = {
  /** Does what the answer needs of Slack (opening a view …) and gives the body of the HTTP answer. */
  reply: (answer: Answer) => Promise<unknown>;
  /** A sentence in this kind's own form: busy, a fault, a refusal that may pass; what was typed stays. */
  sentence: (text: string) => Answer;
  /** Whether sentences stand at a field, where markup is shown as it stands. */
  isPlain: boolean;
  /** The body when the deadline has passed before the answer. */
  working: unknown;
  /** Delivers an answer that came after "Working…". */
  deliverLate: (answer: Answer) => Promise<void>;
};

export function surfaceOf(payload: Payload, line: SlackLine): Surface {
  switch (payload.kind) {
    case "command":
      return commandSurface(payload, line);
    case "action":
    case "shortcut":
      return interactionSurface(payload, line);
    case "view_submission":
      return submissionSurface(payload, line);
    case "home_opened":
      return homeSurface(payload, line);
    case "options":
      return optionsSurface;
    case "view_closed":
    case "event":
      return silentSurface(undefined);
  }
}

/** Nobody reads a sentence here: an empty answer says no. */
function silentSurface(body: unknown): Surface {
  return {
    reply: async () => body,
    sentence: () => ({ kind: "none" }),
    isPlain: true,
    working: body,
    deliverLate: async () => undefined,
  };
}

/** A type-ahead that comes too late, or is refused, offers nothing. */
const optionsSurface: Surface = {
  reply: async (answer) => ({ options: answer.kind === "options" ? answer.options : [] }),
  sentence: () => ({ kind: "none" }),
  isPlain: true,
  working: { options: [] },
  deliverLate: async () => undefined,
};
