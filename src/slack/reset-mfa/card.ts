import type { KnownBlock } from "@slack/types";
import type { ResetCard } from "../../flows/load-reset-card.ts";
import { context, section } from "../blocks.ts";
import type { Voice } from "../voice.ts";

/** The person, the number to call, and the lighter remedies, so that the right person is reset and only when needed. */
export function cardBlocks(card: ResetCard, voice: Voice): KnownBlock[] {
  const { at, said } = voice;
  const name = said(card.firstName);
  const who = [
    `*${said(card.name)}*`,
    ...(card.organisation ? [said(card.organisation)] : []),
    card.relationship === "payee" ? "payee" : "team member",
    said(card.email),
  ];
  const signIn = [
    card.factors.includes("totp") ? "Authenticator app" : "No authenticator app",
    card.lastSignInAt ? `last sign-in ${at(card.lastSignInAt)}` : "never signed in since set-up",
  ];
  const since = card.contactPhoneSince ? ` (on file since ${at(card.contactPhoneSince)})` : "";
  const phone = card.contactPhone
    ? `Contact phone ${said(card.contactPhone)}${since}`
    : "No contact phone on file";
  const recovery = `${name} has a recovery code. If they can find it, no reset is needed.`;
  const locked = (until: Date) =>
    `${name} is locked after too many wrong codes until ${at(until)}. If they have their phone, waiting is enough.`;
  return [
    section(`${who.join(" · ")}\n${signIn.join(" · ")}\n${phone}`),
    ...(card.hasRecoveryCode ? [context(recovery)] : []),
    ...(card.lockedUntil ? [context(`Warning: ${locked(card.lockedUntil)}`)] : []),
  ];
}
