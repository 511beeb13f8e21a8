import type { KnownBlock } from "@slack/types";
import { factorNames } from "../../domain/factor.ts";
import { escapeMrkdwn } from "../../domain/mrkdwn.ts";
import { cautionText } from "../../domain/reset-text.ts";
import { dateText } from "../../domain/time-text.ts";
import type { ResetCard } from "../../flows/load-reset-card.ts";
import { button, context, mrkdwn, section } from "../blocks.ts";
import type { Voice } from "../voice.ts";

/** *Unlock*, beside "Locked until …"; only where whoever looks may do it. */
export const releaseId = "release_person";

/** The person, the number to call, the lighter remedies and what speaks for caution, so that the right person is reset and only when needed. */
export function cardBlocks(
  card: ResetCard,
  voice: Voice,
  { mayRelease }: { mayRelease: boolean },
): KnownBlock[] {
  const { at, said } = voice;
  const name = said(card.firstName);
  const who = [
    `*${said(card.name)}*`,
    ...(card.organisation ? [said(card.organisation)] : []),
    card.relationship === "payee" ? "payee" : "team member",
    said(card.email),
  ];
  const signIn = [
    card.factors.map((kind) => factorNames[kind]).join(", ") || "No MFA set up",
    card.lastSignInAt ? `last sign-in ${at(card.lastSignInAt)}` : "never signed in since set-up",
  ];
  const recovery = `${name} has a recovery code. If they can find it, no reset is needed.`;
  const locked = (until: Date) =>
    `${name} is locked after too many wrong codes until ${at(until)}. If they have their phone, waiting is enough.`;
  return [
    section(`${who.join(" · ")}\n${signIn.join(" · ")}\n${phoneText(card, voice)}`),
    ...(card.heldUntil ? [heldBlock(card.heldUntil, { name, at, mayRelease })] : []),
    ...(card.helpNumber ? [section(helpText(card.helpNumber))] : []),
    ...(card.hasRecoveryCode ? [context(recovery)] : []),
    ...(card.lockedUntil ? [context(`Warning: ${locked(card.lockedUntil)}`)] : []),
    ...(card.warnings.length > 0
      ? [section(card.warnings.map((one) => warningText(one, { name, card })).join("\n"))]
      : []),
  ];
}

/** On the agent's screen alone: never in a channel or a mail. */
const helpText = (number: string) =>
  `*Help number ${number}:* the caller must read it to you. It adds to a call, never replaces it.`;

/** The number to call is a number that was known before; whether it is the lost phone only the caller can tell. */
function phoneText(card: ResetCard, { at, said }: Voice): string {
  if (!card.contactPhone) return "No contact phone on file";
  const since = card.contactPhoneSince ? ` (on file since ${at(card.contactPhoneSince)})` : "";
  return `Contact phone ${said(card.contactPhone)}${since}. It may be the phone that is lost.`;
}

function heldBlock(
  until: Date,
  { name, at, mayRelease }: { name: string; at: Voice["at"]; mayRelease: boolean },
): KnownBlock {
  const text = `*Locked for safety until ${at(until)}:* nobody can sign in as ${name} or use their code. A reset ends the lock.`;
  return {
    type: "section",
    text: mrkdwn(text),
    ...(mayRelease ? { accessory: button(releaseId, "Unlock") } : {}),
  };
}

/** "*Warning:* Petra's contact phone changed 3 days ago." `name` is said already. */
export function warningText(
  { why, at }: ResetCard["warnings"][number],
  { name, card }: { name: string; card: Pick<ResetCard, "timeZone"> },
): string {
  const ago = at ? agoText(at, card.timeZone) : "lately";
  return cautionText(why, { name, ago });
}

/** "3 days ago", as Slack counts it when it is read. */
const agoText = (at: Date, timeZone: string) =>
  `<!date^${Math.floor(at.getTime() / 1000)}^{ago}|on ${escapeMrkdwn(dateText(at, timeZone))}>`;
