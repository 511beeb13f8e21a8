import type { KnownBlock } from "@slack/types";
import { headline, stateText } from "../../domain/request-text.ts";
import type { LockedOut, Lockout } from "../../flows/view-lockout.ts";
import { aloneText } from "../admins/modal.ts";
import { button, section } from "../blocks.ts";
import { grantIds, startInviteId } from "../help.ts";
import type { Voice } from "../voice.ts";

/** More would only say the same. */
const maxHolders = 3;

/** COPY "The only administrator is locked out": for `/payments`, Home and direct messages; empty where all is well. */
export function lockoutBlocks(lockout: Lockout | undefined, voice: Voice): KnownBlock[] {
  const sentences = lockoutSentences(lockout, voice);
  if (!lockout || sentences.length === 0) return [];
  // A section each: with names as long as rows can hold, together they would be more than one takes.
  const sections = sentences.map((one) => section(one));
  // The reminder's ways on are the buttons that stand below it in any case.
  if (lockout.state !== "out") return sections;
  const elements = [button(grantIds.start, "Choose person"), button(startInviteId, "Invite one")];
  return [...sections, { type: "actions", elements }];
}

/** The same without markup of blocks, a sentence a line. */
export function lockoutSentences(lockout: Lockout | undefined, voice: Voice): string[] {
  if (!lockout || lockout.state === "safe") return [];
  if (lockout.state === "alone") return [aloneText(lockout.companyName, voice)];
  const { said } = voice;
  const ways = lockout.holders.slice(0, maxHolders).map((holder) => wayBack(holder, voice));
  const others = lockout.others.filter((one) => !one.isOneself).slice(0, maxHolders);
  const names = others.length > 0 ? ` (${others.map((one) => said(one.name)).join(", ")})` : "";
  const progress = lockout.requests.map((view) => `• ${headline(view, voice)}. ${stateText(view, voice)}`);
  return [
    "*No one can run payments.*",
    `1. ${ways.join(" ")}`,
    `2. Or give another System Administrator${names} access: Choose person. There is none? Invite one first.`,
    "3. Or ask whoever runs Latchkey for emergency access.",
    ...(progress.length > 0 ? ["*Under way*", ...progress] : []),
  ];
}

/** What would bring this one back. */
function wayBack(holder: LockedOut, { said, at }: Voice): string {
  const who = holder.isOneself ? "You" : said(holder.firstName);
  if (holder.heldUntil)
    return `${who}: locked until ${at(holder.heldUntil)}, because the phone may be stolen.`;
  if (holder.isResetOpen)
    return `${who}: use the setup code from the email. ${holder.isOneself ? "You're" : "They're"} not back in yet.`;
  if (holder.hasRecoveryCode) return `${who}: use your recovery code on the sign-in page.`;
  return `${who}: no recovery code is left.`;
}
