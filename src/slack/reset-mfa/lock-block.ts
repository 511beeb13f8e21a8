import type { Button, KnownBlock } from "@slack/types";
import type { ResetCard } from "../../flows/load-reset-card.ts";
import { button, mrkdwn, plain } from "../blocks.ts";
import { clip } from "../voice.ts";

/** *Lock now*: whom it locks is what the form's own challenge was bound to; the button says nothing of it (A08). */
export const holdId = "hold_person";

export function lockBlock(
  { firstName }: Pick<ResetCard, "firstName">,
  { text }: { text: string },
): KnownBlock {
  const name = clip(firstName, 40);
  const confirm = {
    title: plain(`Lock ${name}'s account?`),
    text: plain(
      `${name} is signed out everywhere. For 4 hours nobody can sign in as ${name} or use their code. ${name} and every administrator are told that you did it.`,
    ),
    confirm: plain("Lock now"),
    deny: plain("Cancel"),
    style: "danger",
  } as const;
  const accessory: Button = { ...button(holdId, "Lock now"), style: "danger", confirm };
  return { type: "section", text: mrkdwn(text), accessory };
}
