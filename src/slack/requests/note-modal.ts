import type { ModalView } from "@slack/types";
import { z } from "zod";
import { noticeModal, plain, section, textInput } from "../blocks.ts";
import { requiredText } from "../submission.ts";
import { clip, type Voice } from "../voice.ts";
import type { ShownRequest } from "./decision-modal.ts";
import { headBlock, wholeVoice } from "./reason-blocks.ts";

/** Block and action share an id, once. */
export const noteIds = {
  question: "request_question",
  answer: "request_reply",
  text: "request_note",
} as const;

const maxNote = 500;

export const Submission = z
  .object({ [noteIds.text]: requiredText(noteIds.text, { missing: "Type something first.", max: maxNote }) })
  .transform((values) => ({ text: values[noteIds.text] ?? "" }));

type Form = { ref: string; facts: ShownRequest; voice: Voice };

/** *Ask Sam*: the answer comes to the thread and to whoever asked. */
export function questionModal({ ref, facts, voice }: Form): ModalView {
  const name = clip(facts.requester.firstName, 20);
  return {
    type: "modal",
    callback_id: noteIds.question,
    private_metadata: ref,
    title: plain(`Ask ${name}`),
    submit: plain("Send question"),
    close: plain("Cancel"),
    blocks: [
      headBlock(facts, voice),
      noteInput("Your question", `${name} and everybody in the thread see it. Never a code.`),
    ],
  };
}

type AnswerForm = Form & { question: { byName: string; text: string } | null };

export function answerModal({ ref, facts, question, voice }: AnswerForm): ModalView {
  const asker = question ? clip(question.byName, 60) : "Whoever asked you";
  return {
    type: "modal",
    callback_id: noteIds.answer,
    private_metadata: ref,
    title: plain("Answer"),
    submit: plain("Send answer"),
    close: plain("Cancel"),
    blocks: [
      headBlock(facts, voice),
      ...(question
        ? [section(`*${voice.said(question.byName)} asks:* ${wholeVoice(voice).said(question.text)}`)]
        : []),
      noteInput("Your answer", `${asker} and everybody in the thread see it. Never a code.`),
    ],
  };
}

const noteInput = (label: string, hint: string) =>
  textInput({ blockId: noteIds.text, label, hint, maxLength: maxNote, isMultiline: true });

export const askedText = (name: string, { said }: Voice) =>
  `*${said(name)} has your question.* I'll message you when the answer is there. Nothing is decided yet.`;
/** More names would say no more. */
const maxAskers = 3;

export function answeredText(askers: string[], { said }: Voice): string {
  const names = askers.slice(0, maxAskers).map(said).join(" and ");
  const who = askers.length === 1 ? `${names} gets it` : names ? `${names} get it` : "It's sent";
  return `*Answer sent.* ${who}, and it stands in the thread. I'll message you when it is decided.`;
}

export const sentModal = (title: string, text: string): ModalView => noticeModal(title, [section(text)]);
