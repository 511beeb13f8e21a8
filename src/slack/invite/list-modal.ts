import type { KnownBlock, ModalView } from "@slack/types";
import { writePersonRef } from "../../domain/person-ref.ts";
import type { InvitationsPage, ListedInvitation } from "../../flows/list-invitations.ts";
import { mrkdwn, plain, section } from "../blocks.ts";
import { pageButtons } from "../page-buttons.ts";
import type { Voice } from "../voice.ts";

export const invitationsIds = {
  callbackId: "invitations",
  next: "invitations_next",
  back: "invitations_back",
  menu: "invitations_menu",
} as const;

type ListView = { page: InvitationsPage; companyId: string; voice: Voice };

/** Who was invited and has not come yet. */
export const invitationsModal = ({ page, companyId, voice }: ListView): ModalView => ({
  type: "modal",
  callback_id: invitationsIds.callbackId,
  title: plain("Open invitations"),
  close: plain("Back"),
  blocks: [
    ...(page.invitations.length === 0
      ? [section("No invitation is open. Everybody who was invited has accepted.")]
      : []),
    ...page.invitations.map((one) => invitationBlock(one, { companyId, voice })),
    ...pageButtons({ ids: invitationsIds, page: page.page, pages: page.pages }),
  ],
});

function invitationBlock(
  invitation: ListedInvitation,
  { companyId, voice: { at, said } }: { companyId: string; voice: Voice },
): KnownBlock {
  const { userId, name, email, invitedBy, expiresAt, isExpired, relationship } = invitation;
  const kind = relationship === "payee" ? "payee" : "team member";
  const by = invitedBy ? `invited by ${said(invitedBy)}, ` : "";
  const until = `${isExpired ? "expired" : "link good until"} ${at(expiresAt)}`;
  const option = (act: "resend" | "withdraw", text: string) => ({
    text: plain(text),
    value: writePersonRef(companyId, userId, act),
  });
  return {
    type: "section",
    text: mrkdwn(`*${said(name)}* · ${kind} · ${said(email)}\n${by}${until}`),
    accessory: {
      type: "overflow",
      action_id: invitationsIds.menu,
      options: [option("resend", "Resend invitation"), option("withdraw", "Withdraw…")],
    },
  };
}
