import type { ModalView } from "@slack/types";
import { type Answer, type Message, sayText } from "../answer.ts";
import { noticeModal, section } from "../blocks.ts";
import type { ActionPayload } from "../payload.ts";
import type { SlackLine } from "../slack-line.ts";
import type { Surface } from "./surface.ts";

/** A click has no answer of its own: the ack is empty, and what is to be said goes by `response_url` or a modal. */
export function interactionSurface(payload: ActionPayload, line: SlackLine): Surface {
  const openView = (view: Parameters<SlackLine["openView"]>[1]) =>
    payload.view?.type === "modal"
      ? line.pushView(payload.triggerId, view)
      : line.openView(payload.triggerId, view);

  /** In the modal that was clicked in; from anywhere else it is a new one. */
  async function showUpdate({ view }: { view: ModalView }) {
    if (payload.view?.type === "modal") await line.updateView(payload.view.id, view);
    else await openView(view);
  }

  /** A view that was closed meanwhile cannot be updated: its news comes by DM. */
  async function showLate(viewId: string, { view, text }: { view: ModalView; text: string }) {
    try {
      await line.updateView(viewId, view);
    } catch {
      await line.directMessage(payload.slackUserId, { text });
    }
  }

  async function tell(message: Message) {
    if (payload.responseUrl) await line.respond(payload.responseUrl, message);
    else await openView(noticeModal("Payments", message.blocks ?? [section(message.text)]));
  }

  return {
    reply: async (answer) => {
      if (answer.kind === "message") await tell(answer.message);
      if (answer.kind === "open") await openView(answer.view);
      if (answer.kind === "update") await showUpdate(answer);
      if (answer.kind === "home") await line.publishHome(payload.slackUserId, answer.view);
      return undefined;
    },
    sentence: sayText,
    isPlain: false,
    working: undefined,
    deliverLate: async (answer) => {
      if (answer.kind === "home") return line.publishHome(payload.slackUserId, answer.view);
      if (answer.kind === "update" && payload.view?.type === "modal")
        return showLate(payload.view.id, answer);
      const message = lateMessage(answer);
      if (!message) return;
      if (payload.responseUrl) await line.respond(payload.responseUrl, message);
      else await line.directMessage(payload.slackUserId, message);
    },
  };
}

/** A trigger lives 3 seconds: a form that is ready after them cannot be opened any more. */
function lateMessage(answer: Answer): Message | undefined {
  if (answer.kind === "message") return answer.message;
  if (answer.kind === "update") return { text: answer.text };
  if (answer.kind !== "open") return undefined;
  return {
    text: "That took too long, so Slack couldn't open the form. Nothing was changed. Press the button again.",
  };
}
