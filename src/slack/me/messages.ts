import type { Me } from "../../flows/view-me.ts";
import type { Message } from "../answer.ts";
import { button, context, plain, section } from "../blocks.ts";
import type { Voice } from "../voice.ts";

export const unlinkMeId = "unlink_me";

export function meMessage(me: Me, { at, said }: Voice): Message {
  const who = `*${said(me.name)}* · ${said(me.email)} · ${rolesText(me)}`;
  const codes = me.hasFactor
    ? "Authenticator app set up"
    : "Authenticator app not set up: sign in on the payments portal to do it";
  const recovery = me.hasRecoveryCode ? "recovery code saved" : "no recovery code saved";
  const seen = [
    me.linkedAt ? `Slack linked ${at(me.linkedAt)}` : undefined,
    me.lastSignInAt ? `last sign-in ${at(me.lastSignInAt)}` : undefined,
  ].filter((part) => part !== undefined);
  const state = `${codes} · ${recovery}`;
  return {
    text: [who, state, ...seen].join("\n"),
    blocks: [
      section(`${who}\n${state}`),
      ...(seen.length > 0 ? [context(seen.join(" · "))] : []),
      { type: "actions", elements: [unlinkButton] },
    ],
  };
}

export function rolesText({ role, isPaymentsAdmin }: Pick<Me, "role" | "isPaymentsAdmin">): string {
  const roles = [
    ...(isPaymentsAdmin ? ["Payments Admin"] : []),
    ...(role === "system_administrator" ? ["System Administrator"] : []),
  ];
  return roles.length > 0 ? roles.join(", ") : "Member";
}

const unlinkButton = {
  ...button(unlinkMeId, "Unlink my Slack"),
  style: "danger" as const,
  confirm: {
    title: plain("Unlink your Slack?"),
    text: plain("You can't use payments from Slack until you link it again. Your account stays as it is."),
    confirm: plain("Unlink"),
    deny: plain("Keep it"),
    style: "danger" as const,
  },
};

export const unlinkedText = "Your Slack is unlinked. Type /payments-me whenever you want to link it again.";
