import type { ModalView } from "@slack/types";
import { writeRequestRef } from "../../domain/request-buttons.ts";
import type { Done } from "../../flows/person-done.ts";
import { noticeModal, section } from "../blocks.ts";
import { waitingModal, waitingText } from "../people/act-modal.ts";
import type { Voice } from "../voice.ts";

export function invitedText(done: Done, voice: Voice): string {
  const { at, said } = voice;
  if (done.waiting)
    return `*${said(done.name)} isn't invited yet.* ${waitingText(done.waiting, voice)} The invitation is emailed once it's approved.`;
  const until = done.expiresAt ? `, good until ${at(done.expiresAt)}` : "";
  return `*${said(done.name)} is invited.* Invitation emailed to ${said(done.email)}${until}. I'll message you when they accept.`;
}

export function invitedModal(
  done: Done,
  { companyId, voice }: { companyId: string; voice: Voice },
): ModalView {
  const text = invitedText(done, voice);
  if (done.waiting)
    return waitingModal({ texts: [text], ref: writeRequestRef(companyId, done.waiting.requestId) });
  return noticeModal("Invitation sent", [section(text)]);
}
