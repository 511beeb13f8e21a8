import type { ModalView } from "@slack/types";
import { escapeMrkdwn } from "../../domain/mrkdwn.ts";
import { type Answer, fieldErrors, type Message, sayText } from "../answer.ts";
import { noticeModal, plain, section } from "../blocks.ts";
import type { SubmissionPayload } from "../payload.ts";
import { firstInputId, restoreView } from "../restore-view.ts";
import type { SlackLine } from "../slack-line.ts";
import type { Surface } from "./surface.ts";

/** A form is answered by the HTTP answer: errors at fields, or the next view. After the deadline by `views.update`. */
export function submissionSurface({ view, slackUserId }: SubmissionPayload, line: SlackLine): Surface {
  const inputId = firstInputId(view);

  /** A view that was closed meanwhile cannot be updated: its news comes by DM. */
  async function show(next: ModalView, message: Message) {
    try {
      await line.updateView(view.id, next);
    } catch {
      await line.directMessage(slackUserId, message);
    }
  }

  return {
    reply: async (answer) => bodyOf(answer),
    sentence: (text) => (inputId ? fieldErrors({ [inputId]: text }) : sayText(text)),
    isPlain: inputId !== undefined,
    working: { response_action: "update", view: workingModal },
    deliverLate: async (answer) => {
      if (answer.kind === "message") await show(messageModal(answer.message), answer.message);
      if (answer.kind === "update" || answer.kind === "push") await show(answer.view, { text: answer.text });
      if (answer.kind !== "errors") return;
      const sentences = Object.values(answer.errors);
      await show(restoreView(view, sentences), {
        text: escapeMrkdwn(`Your form wasn't accepted. ${sentences.join(" ")}`),
      });
    },
  };
}

function bodyOf(answer: Answer): unknown {
  if (answer.kind === "message") return { response_action: "update", view: messageModal(answer.message) };
  if (answer.kind === "update" || answer.kind === "push")
    return { response_action: answer.kind, view: answer.view };
  return answer.kind === "errors" ? { response_action: "errors", errors: answer.errors } : undefined;
}

const messageModal = (message: Message) => noticeModal("Payments", message.blocks ?? [section(message.text)]);

const workingModal: ModalView = {
  type: "modal",
  callback_id: "working",
  title: plain("Working…"),
  close: plain("Close"),
  blocks: [section("Working… This view updates itself in a moment. If you close it, I'll message you.")],
};
