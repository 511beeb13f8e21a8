import type { ModalView, PlainTextOption } from "@slack/types";
import { z } from "zod";
import { writePersonRef } from "../../domain/person-ref.ts";
import type { FoundPerson } from "../../flows/search-people.ts";
import { plain } from "../blocks.ts";
import { clip } from "../voice.ts";

/** Block and action share an id, once. */
export const manageIds = { callbackId: "manage_who", person: "manage_person" } as const;

const missing = "Choose a person.";
const Chosen = z.object(
  { [manageIds.person]: z.object({ selected_option: z.object({ value: z.string() }, missing) }, missing) },
  missing,
);

export const Submission = z.object({ [manageIds.person]: Chosen }).transform((values) => ({
  ref: values[manageIds.person]?.[manageIds.person]?.selected_option.value ?? "",
}));

/** Asks only who. */
export const whoModal = (): ModalView => ({
  type: "modal",
  callback_id: manageIds.callbackId,
  title: plain("Manage someone"),
  submit: plain("Continue"),
  close: plain("Cancel"),
  blocks: [
    {
      type: "input",
      block_id: manageIds.person,
      label: plain("Who?"),
      hint: plain("Type the beginning of a first name, last name or email."),
      element: {
        type: "external_select",
        action_id: manageIds.person,
        placeholder: plain("Choose a person"),
        min_query_length: 1,
      },
    },
  ],
});

const statusTexts = { invited: "invited", active: "", deactivated: "deactivated" };

/** One line of the type-ahead: who, and what tells two of the same name apart. */
export function personOption(companyId: string, person: FoundPerson): PlainTextOption {
  const kind = person.relationship === "payee" ? (person.organisation ?? "payee") : "team member";
  const more = [kind, statusTexts[person.status]].filter(Boolean).join(" · ");
  return {
    text: plain(clip(`${person.name} · ${person.email}`, 75)),
    description: plain(clip(more, 75)),
    value: writePersonRef(companyId, person.id),
  };
}
