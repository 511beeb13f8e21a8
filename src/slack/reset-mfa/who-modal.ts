import type { ModalView } from "@slack/types";
import { z } from "zod";
import { plain, textInput } from "../blocks.ts";
import { requiredText } from "../submission.ts";

/** Block and action share an id, once. */
export const whoIds = { callbackId: "reset_who", email: "email" } as const;

/** The longest address there is (RFC 5321). */
const maxEmail = 254;

export const Submission = z
  .object({
    [whoIds.email]: requiredText(whoIds.email, {
      missing: "Type the person's email address.",
      max: maxEmail,
    }),
  })
  .transform((values) => ({ email: values[whoIds.email] ?? "" }));

/** Asks only who. A plain field: Slack's email field checks in its own client only, and shows no hint of ours. */
export const whoModal = (): ModalView => ({
  type: "modal",
  callback_id: whoIds.callbackId,
  title: plain("Reset MFA"),
  submit: plain("Continue"),
  close: plain("Cancel"),
  blocks: [
    textInput({
      blockId: whoIds.email,
      label: "Email of the person",
      hint: "The address they sign in with.",
      maxLength: maxEmail,
    }),
  ],
});
