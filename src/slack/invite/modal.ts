import type { InputBlock, KnownBlock, ModalView, Option } from "@slack/types";
import { z } from "zod";
import { appHint, button, codeInput, context, plain, section, textInput } from "../blocks.ts";
import { startManageId } from "../help.ts";
import { optionalText, requiredOption, requiredText } from "../submission.ts";
import type { Voice } from "../voice.ts";

/** Block and action share an id, once. */
export const inviteIds = {
  callbackId: "invite",
  /** Choosing here redraws the form: it asks what fits the kind of person. */
  relationship: "invite_relationship",
  firstName: "first_name",
  lastName: "last_name",
  email: "email",
  role: "role",
  organisation: "organisation",
  contactPhone: "contact_phone",
  code: "code",
  openInvitations: "invitations_show",
} as const;

const relationships = ["employee", "payee"] as const;
const relationshipTexts = {
  employee: { text: "Team member", description: "Works for your company" },
  payee: { text: "Payee", description: "An outside contractor or supplier that gets paid" },
};
const roles = ["member", "system_administrator"] as const;
const roleTexts = {
  member: { text: "Member", description: "Can ask for an MFA reset" },
  system_administrator: {
    text: "System Administrator",
    description: "Invites people and approves; a colleague must agree",
  },
};
const max = { name: 80, email: 254, organisation: 120, phone: 40 };

export const Submission = z.object({
  [inviteIds.relationship]: requiredOption(inviteIds.relationship, {
    values: relationships,
    missing: "Choose who you invite.",
  }),
  [inviteIds.firstName]: requiredText(inviteIds.firstName, {
    missing: "Type the first name.",
    max: max.name,
  }),
  [inviteIds.lastName]: requiredText(inviteIds.lastName, { missing: "Type the last name.", max: max.name }),
  [inviteIds.email]: requiredText(inviteIds.email, { missing: "Type the email address.", max: max.email }),
  [inviteIds.role]: requiredOption(inviteIds.role, { values: roles, missing: "Choose a role." }).optional(),
  [inviteIds.organisation]: requiredText(inviteIds.organisation, {
    missing: "Type the payee's organization.",
    max: max.organisation,
  }).optional(),
  [inviteIds.contactPhone]: optionalText(inviteIds.contactPhone, max.phone).optional(),
  [inviteIds.code]: requiredText(inviteIds.code, { missing: "Type your 6-digit code.", max: 40 }),
});

/** What a form is filled with: a typed command's address, or what was typed before it was drawn again. */
export type Typed = {
  [Field in "relationship" | "firstName" | "lastName" | "email" | "role" | "organisation" | "contactPhone"]?:
    | string
    | undefined;
};

type InviteForm = { binding: string; companyName: string; typed?: Typed; notice?: string; voice: Voice };

/** What is asked depends on the kind of person; until one is chosen, only what is asked of both. */
export function inviteModal({ binding, companyName, typed = {}, notice, voice }: InviteForm): ModalView {
  return {
    type: "modal",
    callback_id: inviteIds.callbackId,
    private_metadata: binding,
    title: plain("Invite someone"),
    submit: plain("Send Invite"),
    close: plain("Cancel"),
    blocks: [
      ...(notice ? [section(notice)] : []),
      {
        ...radios(inviteIds.relationship, "Who do you invite?", {
          options: optionsOf(relationships, relationshipTexts),
          chosen: typed.relationship,
        }),
        dispatch_action: true,
      },
      ...nameInputs(typed),
      ...(typed.relationship === "employee" ? [roleInput(typed.role)] : []),
      ...(typed.relationship === "payee" ? payeeInputs(typed) : []),
      codeInput({
        blockId: inviteIds.code,
        label: "Your 6-digit code",
        hint: appHint,
      }),
      context(
        `_They choose a password and set up sign-in codes at ${voice.said(companyName)} payments. Your name is in the email._`,
      ),
      doors,
    ],
  };
}

/** To what was begun before. */
const doors: KnownBlock = {
  type: "actions",
  elements: [button(inviteIds.openInvitations, "Open invitations"), button(startManageId, "Manage someone")],
};

type Texts = Record<string, { text: string; description: string }>;

const optionsOf = (values: readonly string[], texts: Texts) =>
  values.map(
    (value): Option => ({
      text: plain(texts[value]?.text ?? value),
      description: plain(texts[value]?.description ?? value),
      value,
    }),
  );

function radios(
  blockId: string,
  label: string,
  { options, chosen }: { options: Option[]; chosen: string | undefined },
): InputBlock {
  const initial = options.find((option) => option.value === chosen);
  return {
    type: "input",
    block_id: blockId,
    label: plain(label),
    element: {
      type: "radio_buttons",
      action_id: blockId,
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  };
}

const nameInputs = (typed: Typed): InputBlock[] => [
  textInput({
    blockId: inviteIds.firstName,
    label: "First name",
    maxLength: max.name,
    initial: typed.firstName,
  }),
  textInput({
    blockId: inviteIds.lastName,
    label: "Last name",
    maxLength: max.name,
    initial: typed.lastName,
  }),
  textInput({
    blockId: inviteIds.email,
    label: "Email",
    hint: "The invitation goes to this address only. They will sign in with it.",
    maxLength: max.email,
    initial: typed.email,
  }),
];

const roleInput = (chosen: string | undefined) =>
  radios(inviteIds.role, "Role", { options: optionsOf(roles, roleTexts), chosen: chosen ?? "member" });

const payeeInputs = (typed: Typed): InputBlock[] => [
  textInput({
    blockId: inviteIds.organisation,
    label: "Organization",
    hint: "The company that gets paid.",
    maxLength: max.organisation,
    initial: typed.organisation,
  }),
  textInput({
    blockId: inviteIds.contactPhone,
    label: "Contact phone",
    hint: "A number that you know is theirs: it's called before their MFA is reset.",
    maxLength: max.phone,
    initial: typed.contactPhone,
    isOptional: true,
  }),
];
