import type { InputBlock, ModalView, Option } from "@slack/types";
import { z } from "zod";
import { codeInput, context, noticeModal, plain, section, textInput } from "../blocks.ts";
import { optionalText, requiredOption, requiredText } from "../submission.ts";
import type { Voice } from "../voice.ts";

/** Block and action share an id, once. */
export const inviteIds = {
  callbackId: "invite",
  relationship: "relationship",
  firstName: "first_name",
  lastName: "last_name",
  email: "email",
  organisation: "organisation",
  contactPhone: "contact_phone",
  code: "code",
} as const;

const relationships = ["employee", "payee"] as const;
const relationshipTexts = {
  employee: { text: "Team member", description: "Works for your company" },
  payee: { text: "Payee", description: "An outside contractor or supplier that gets paid" },
};
const max = { name: 80, email: 254, organisation: 120, phone: 40 };

export const Submission = z
  .object({
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
    [inviteIds.organisation]: optionalText(inviteIds.organisation, max.organisation),
    [inviteIds.contactPhone]: optionalText(inviteIds.contactPhone, max.phone),
    [inviteIds.code]: requiredText(inviteIds.code, { missing: "Type your 6-digit code.", max: 40 }),
  })
  .superRefine((typed, check) => {
    const { relationship, organisation } = typed;
    if (relationship === "payee" && organisation === null) {
      check.addIssue({
        code: "custom",
        path: [inviteIds.organisation],
        message: "Type the payee's organization.",
      });
    }
    if (relationship === "employee" && organisation !== null) {
      check.addIssue({
        code: "custom",
        path: [inviteIds.organisation],
        message: "Leave this empty for a team member.",
      });
    }
  });

/** What a form is filled with: a typed command's address, or what was typed before it was drawn again. */
export type Typed = {
  [Field in "relationship" | "firstName" | "lastName" | "email" | "organisation" | "contactPhone"]?:
    | string
    | undefined;
};

type InviteForm = { binding: string; companyName: string; typed?: Typed; notice?: string; voice: Voice };

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
      relationshipInput(typed.relationship),
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
      ...optionalInputs(typed),
      codeInput({
        blockId: inviteIds.code,
        label: "Your 6-digit code",
        hint: "From your own authenticator app.",
      }),
      context(
        `_They choose a password and set up sign-in codes at ${voice.said(companyName)} payments. Your name is in the email._`,
      ),
    ],
  };
}

function relationshipInput(chosen: string | undefined): InputBlock {
  const options = relationships.map(
    (value): Option => ({
      text: plain(relationshipTexts[value].text),
      description: plain(relationshipTexts[value].description),
      value,
    }),
  );
  const initial = options.find((option) => option.value === chosen);
  return {
    type: "input",
    block_id: inviteIds.relationship,
    label: plain("Who do you invite?"),
    element: {
      type: "radio_buttons",
      action_id: inviteIds.relationship,
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  };
}

const optionalInputs = (typed: Typed): InputBlock[] => [
  textInput({
    blockId: inviteIds.organisation,
    label: "Organization",
    hint: "For a payee: the company that gets paid.",
    maxLength: max.organisation,
    initial: typed.organisation,
    isOptional: true,
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

type Invited = { name: string; email: string; expiresAt: Date };

export const invitedText = ({ name, email, expiresAt }: Invited, { at, said }: Voice) =>
  `*${said(name)} is invited.* Invitation emailed to ${said(email)}, good until ${at(expiresAt)}. I'll message you when they accept.`;

export const invitedModal = (invited: Invited, voice: Voice): ModalView =>
  noticeModal("Invitation sent", [section(invitedText(invited, voice))]);
