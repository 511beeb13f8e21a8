import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { FoundPerson } from "../../flows/search-people.ts";
import { plain, textInput } from "../blocks.ts";
import { personOption } from "../people/who-modal.ts";
import { requiredText } from "../submission.ts";

/** Block and action share an id, once. */
export const whoIds = { callbackId: "grant_who", person: "grant_person", why: "grant_why" } as const;

const maxWhy = 500;
const missing = "Choose a person.";

export const whyField = requiredText(whoIds.why, {
  missing: "Say why: whoever decides reads it.",
  max: maxWhy,
});

const person = z
  .object(
    { [whoIds.person]: z.object({ selected_option: z.object({ value: z.string() }, missing) }, missing) },
    missing,
  )
  .transform((actions) => actions[whoIds.person]?.selected_option.value ?? "");

export const Submission = z
  .object({ [whoIds.person]: person, [whoIds.why]: whyField })
  .transform((values) => ({ ref: values[whoIds.person] ?? "", why: values[whoIds.why] ?? "" }));

type Who = { companyId: string; chosen?: FoundPerson | undefined; why?: string | undefined };

/** Whom, and why. Everybody is found, so that a wrong choice is answered with the way on. */
export function whoModal({ companyId, chosen, why }: Who): ModalView {
  return {
    type: "modal",
    callback_id: whoIds.callbackId,
    title: plain("Grant Payments Admin"),
    submit: plain("Continue"),
    close: plain("Cancel"),
    blocks: [
      {
        type: "input",
        block_id: whoIds.person,
        label: plain("Who?"),
        hint: plain("A System Administrator. Type the beginning of a first name, last name or email."),
        element: {
          type: "external_select",
          action_id: whoIds.person,
          placeholder: plain("Choose a person"),
          min_query_length: 1,
          ...(chosen ? { initial_option: personOption(companyId, chosen) } : {}),
        },
      },
      whyInput(why),
    ],
  };
}

export const whyInput = (initial: string | undefined) =>
  textInput({
    blockId: whoIds.why,
    label: "Why?",
    hint: "Whoever decides reads it.",
    maxLength: maxWhy,
    initial,
    isMultiline: true,
  });
