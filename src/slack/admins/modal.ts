import type { KnownBlock, ModalView } from "@slack/types";
import { aloneText } from "../../domain/lockout-text.ts";
import { writePersonRef } from "../../domain/person-ref.ts";
import type { AdminsPage, ViewedAdmin } from "../../flows/view-admins.ts";
import { button, context, mrkdwn, plain, section } from "../blocks.ts";
import { grantIds } from "../help.ts";
import { pageButtons } from "../page-buttons.ts";
import type { Voice } from "../voice.ts";

export const adminsIds = {
  callbackId: "admins",
  next: "admins_next",
  back: "admins_back",
  remove: "admins_remove",
} as const;

type AdminsView = { page: AdminsPage; companyId: string; notice?: string; voice: Voice };

/** Who the Payments Admins are. It updates itself: pages, and removing one, stay in the same view. */
export function adminsModal({ page, companyId, notice, voice }: AdminsView): ModalView {
  const { admins, mayGrant, mayRemove, isAlone, companyName } = page;
  return {
    type: "modal",
    callback_id: adminsIds.callbackId,
    title: plain("Payments Admins"),
    close: plain("Close"),
    blocks: [
      ...(notice ? [section(notice)] : []),
      ...(isAlone && mayGrant ? [section(aloneText(companyName, voice))] : []),
      ...(admins.length === 0 ? [section("Nobody is a Payments Admin yet.")] : []),
      ...admins.map((admin) => adminBlock(admin, { mayRemove, companyId, voice })),
      ...pageButtons({ ids: adminsIds, page: page.page, pages: page.pages }),
      context("Payments Admins can reset MFA and approve what others ask for."),
      ...(mayGrant ? [addBlock] : []),
    ],
  };
}

type Viewer = { mayRemove: boolean; companyId: string; voice: Voice };

function adminBlock(admin: ViewedAdmin, { mayRemove, companyId, voice }: Viewer): KnownBlock {
  const { at, said } = voice;
  const by = admin.grantedBy ? ` by ${said(admin.grantedBy)}` : "";
  const facts = [admin.mfa ? mfaTexts[admin.mfa] : "", `since ${at(admin.grantedAt)}${by}`];
  const text = `*${said(admin.name)}* · ${said(admin.email)}\n${facts.filter(Boolean).join(" · ")}`;
  if (!mayRemove) return section(text);
  return {
    type: "section",
    text: mrkdwn(text),
    accessory: {
      type: "overflow",
      action_id: adminsIds.remove,
      options: [{ text: plain("Remove…"), value: writePersonRef(companyId, admin.userId) }],
    },
  };
}

const mfaTexts = {
  set_up: "MFA set up",
  not_set_up: "MFA not set up",
  invited: "invited, MFA not set up",
};

const addBlock: KnownBlock = {
  type: "actions",
  elements: [{ ...button(grantIds.start, "Add admin"), style: "primary" }],
};
