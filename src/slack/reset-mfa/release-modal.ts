import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { ReleaseForm } from "../../flows/release-user.ts";
import { plain, section } from "../blocks.ts";
import { requiredText } from "../submission.ts";
import type { Voice } from "../voice.ts";
import { inputIds, ownCodeInput } from "./inputs.ts";

export const releaseIds = { callbackId: "release_confirm", code: inputIds.code } as const;

export const Submission = z
  .object({
    [releaseIds.code]: requiredText(releaseIds.code, { missing: "Type your 6-digit code.", max: 40 }),
  })
  .transform((values) => ({ code: values[releaseIds.code] ?? "" }));

type Release = { binding: string; form: ReleaseForm; voice: Voice; notice?: string };

/** Ends "Lock now" before its time, with the own code. */
export function releaseModal({ binding, form, voice, notice }: Release): ModalView {
  const { at, said } = voice;
  const by = form.byName ? `${said(form.byName)} locked` : "Locked:";
  return {
    type: "modal",
    callback_id: releaseIds.callbackId,
    private_metadata: binding,
    title: plain("Unlock account"),
    submit: plain("Unlock"),
    close: plain("Back"),
    blocks: [
      ...(notice ? [section(notice)] : []),
      section(
        `${by} *${said(form.name)}*, until ${at(form.until)}, because the phone may be in the wrong hands. Unlock only when you know that ${said(form.firstName)} has it.`,
      ),
      ownCodeInput(form.firstName),
    ],
  };
}

/** The form that it was opened from stands under it. */
export const releasedModal = (name: string, voice: Voice): ModalView => ({
  type: "modal",
  callback_id: "notice",
  title: plain("Unlocked"),
  close: plain("Back"),
  blocks: [section(releasedText(name, voice))],
});

export const releasedText = (name: string, { said }: Voice) =>
  `*${said(name)} is unlocked* and can sign in again. ${said(name)} and whoever locked the account are told.`;
