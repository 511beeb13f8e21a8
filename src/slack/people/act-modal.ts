import type { KnownBlock, ModalView } from "@slack/types";
import { z } from "zod";
import type { PersonAct } from "../../domain/person-act.ts";
import { actWords, approvalText } from "../../domain/person-act-text.ts";
import { requestButtons, writeRequestRef } from "../../domain/request-buttons.ts";
import type { PersonActForm } from "../../flows/open-person-act.ts";
import type { Done } from "../../flows/person-done.ts";
import { appHint, button, codeInput, context, noticeModal, plain, section, textInput } from "../blocks.ts";
import type { ShownView } from "../payload.ts";
import { requiredText } from "../submission.ts";
import { clip, type Voice } from "../voice.ts";
import { cardBlocks } from "./card-modal.ts";

/** Block and action share an id, once. Each act has a form of its own name; which act the code is for, its challenge says. */
export const actIds = { code: "code", email: "new_email", list: "admins_list" } as const;
export const actCallbackId = (act: PersonAct) => `person_act_${act}`;

/** The longest address there is (RFC 5321). */
const maxEmail = 254;
const code = requiredText(actIds.code, { missing: "Type your 6-digit code.", max: 40 });

export const Submission = z
  .object({ [actIds.code]: code })
  .transform((values) => ({ code: values[actIds.code] ?? "", email: "" }));

export const EmailSubmission = z
  .object({
    [actIds.code]: code,
    [actIds.email]: requiredText(actIds.email, { missing: "Type the new email address.", max: maxEmail }),
  })
  .transform((values) => ({ code: values[actIds.code] ?? "", email: values[actIds.email] ?? "" }));

type ActForm = {
  act: PersonAct;
  form: PersonActForm;
  binding: string;
  voice: Voice;
  notice?: string;
  /** Of a form that is drawn again. */
  email?: string | undefined;
  /** It stands in the place of the list of Payments Admins: with a button back to it. */
  isInList?: boolean;
};

/** The person, what it leads to, and the actor's own code: code and act arrive in one submission (R37). */
export function actModal({ act, form, binding, voice, notice, email, isInList }: ActForm): ModalView {
  const words = actWords[act];
  const { card, required } = form;
  return {
    type: "modal",
    callback_id: actCallbackId(act),
    private_metadata: binding,
    title: plain(words.title),
    submit: plain(required > 0 ? "Ask for approval" : words.submit),
    close: plain(isInList ? "Close" : "Back"),
    blocks: [
      ...(notice ? [section(notice)] : []),
      ...cardBlocks(card, voice),
      section(words.effect(card, voice)),
      ...(required > 0 ? [context(approvalText(required))] : []),
      ...(isInList ? [listBlock] : []),
      ...(act === "email" ? [emailInput(card.firstName, email)] : []),
      codeInput({
        blockId: actIds.code,
        label: "Your 6-digit code",
        hint: `${appHint} Your name is recorded.`,
      }),
    ],
  };
}

const listBlock: KnownBlock = {
  type: "actions",
  block_id: "back_to_list",
  elements: [button(actIds.list, "Back to the list")],
};

/** Whether a form that comes back stood there. */
export const isInList = ({ blocks }: ShownView) => blocks.some((one) => one.block_id === listBlock.block_id);

const emailInput = (firstName: string, initial: string | undefined) =>
  textInput({
    blockId: actIds.email,
    label: "New email",
    hint: `Call ${clip(firstName, 60)} first, at a number we already had, to be sure that it's really them.`,
    maxLength: maxEmail,
    initial,
  });

type Ending = { act: PersonAct; done: Done; companyId: string; voice: Voice };

/** Done, or on its way; closing it closes what lies under it. */
export function actDoneModal({ act, done, companyId, voice }: Ending): ModalView {
  const { waiting } = done;
  const text = actDoneText({ act, done, voice });
  if (!waiting) return noticeModal(actWords[act].done.title, [section(text)]);
  return waitingModal({ texts: [text], ref: writeRequestRef(companyId, waiting.requestId) });
}

/** A section each: with names as long as rows can hold, together they would be more than one takes. */
export const waitingModal = ({ texts, ref }: { texts: string[]; ref: string }): ModalView =>
  noticeModal("Waiting for approval", [
    ...texts.map((text) => section(text)),
    { type: "actions", elements: [{ ...button(requestButtons.follow, "Follow request"), value: ref }] },
  ]);

/** The same by DM, when the view was closed meanwhile. */
export function actDoneText({ act, done, voice }: Omit<Ending, "companyId">): string {
  if (done.waiting) return waitingText(done.waiting, voice);
  const { text, isAwaited } = actWords[act].done;
  return `${text(done, voice)}${isAwaited ? " I'll message you when they accept." : ""}`;
}

/** "Asked Olivia and Nora." */
export function waitingText({ deciders, required }: NonNullable<Done["waiting"]>, { said }: Voice): string {
  const names = deciders.slice(0, 3).map(said);
  if (deciders.length === 1)
    return `*Asked ${names.join("")}, who must approve.* You can close this; I'll message you.`;
  const more = deciders.length > names.length ? ` and ${deciders.length - names.length} more` : "";
  const asked =
    names.length > 0
      ? `*Asked ${names.join(", ")}${more}.*`
      : "*Asked.* Nobody can decide right now; they hear of it as soon as they can.";
  const people = required === 1 ? "One of them" : `${required} of them`;
  return `${asked} ${names.length > 0 ? `${people} must approve. ` : ""}You can close this; I'll message you.`;
}
