import type { KnownBlock, ModalView } from "@slack/types";
import { actWords } from "../../domain/person-act-text.ts";
import { personActId, writePersonRef } from "../../domain/person-ref.ts";
import type { PersonCard, PersonView } from "../../flows/view-person.ts";
import { button, context, plain, section } from "../blocks.ts";
import type { Voice } from "../voice.ts";

type CardView = { view: PersonView; companyId: string; isPushed: boolean; notice?: string; voice: Voice };

/** One person, with what this viewer may do to the account. */
export function cardModal({ view: { card, acts }, companyId, isPushed, notice, voice }: CardView): ModalView {
  const value = writePersonRef(companyId, card.userId);
  const buttons = acts.map((act) => ({
    ...button(personActId(act), actWords[act].button),
    value,
    ...(actWords[act].isGrave ? { style: "danger" as const } : {}),
  }));
  return {
    type: "modal",
    callback_id: "person_card",
    title: plain("Manage someone"),
    close: plain(isPushed ? "Back" : "Close"),
    blocks: [
      ...(notice ? [section(notice)] : []),
      ...cardBlocks(card, voice),
      ...(buttons.length > 0
        ? [{ type: "actions", elements: buttons } satisfies KnownBlock]
        : [context(nothingText(card))]),
    ],
  };
}

/** Who it is, and how things stand. */
export function cardBlocks(card: PersonCard, voice: Voice): KnownBlock[] {
  const { said } = voice;
  const kind = card.relationship === "payee" ? "payee" : "team member";
  const who = [
    `*${said(card.name)}*`,
    card.organisation ? said(card.organisation) : "",
    kind,
    said(card.email),
  ];
  const roles = [
    card.role === "system_administrator" ? "System Administrator" : "",
    card.isPaymentsAdmin ? "Payments Admin" : "",
  ];
  const state = [stateText(card, voice), ...roles];
  return [section(`${who.filter(Boolean).join(" · ")}\n${state.filter(Boolean).join(" · ")}`)];
}

function stateText({ status, invitation, isUnfinished }: PersonCard, { at, said }: Voice): string {
  if (status === "active") return isUnfinished ? "Active, MFA not set up yet" : "Active";
  if (status === "deactivated") return "Deactivated";
  if (!invitation) return "Invited";
  const by = invitation.invitedBy ? ` by ${said(invitation.invitedBy)}` : "";
  return `Invited${by}, ${invitation.isExpired ? "expired" : "link good until"} ${at(invitation.expiresAt)}`;
}

const nothingText = ({ isOneself }: PersonCard) =>
  isOneself
    ? "That's you. Nobody changes their own role; your codes and sessions are on the payments portal."
    : "There is nothing for you to do here. System Administrators manage roles and accounts; Payments Admins correct an email.";
