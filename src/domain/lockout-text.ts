import { headline, type RequestView, stateText, type Words } from "./request-text.ts";

type Holder = {
  firstName: string;
  isOneself: boolean;
  hasRecoveryCode: boolean;
  isResetOpen: boolean;
  heldUntil: Date | null;
};

type Lockout = {
  state: "out" | "alone" | "safe";
  companyName: string;
  holders: Holder[];
  others: { name: string; isOneself: boolean }[];
  requests: RequestView[];
};

/** More would only say the same. */
const maxHolders = 3;

/** COPY: the reminder to have two. */
export const aloneText = (companyName: string, { said }: Pick<Words, "said">) =>
  `*${said(companyName)} is one lost phone away from a lock-out:* only one Payments Admin has set up MFA. Add a second one.`;

/** COPY "The only administrator is locked out", a sentence a line; empty where all is well. */
export function lockoutSentences(lockout: Lockout | undefined, words: Words): string[] {
  if (!lockout || lockout.state === "safe") return [];
  if (lockout.state === "alone") return [aloneText(lockout.companyName, words)];
  const { said } = words;
  const ways = lockout.holders.slice(0, maxHolders).map((holder) => wayBack(holder, words));
  const others = lockout.others.filter((one) => !one.isOneself).slice(0, maxHolders);
  const names = others.length > 0 ? ` (${others.map((one) => said(one.name)).join(", ")})` : "";
  const progress = lockout.requests.map((view) => `• ${headline(view, words)}. ${stateText(view, words)}`);
  return [
    "*No one can run payments.*",
    `1. ${ways.join(" ")}`,
    `2. Or give another System Administrator${names} access: Choose person. There is none? Invite one first.`,
    "3. Or ask whoever runs Latchkey for emergency access.",
    ...(progress.length > 0 ? ["*Under way*", ...progress] : []),
  ];
}

/** What would bring this one back. */
function wayBack(holder: Holder, { said, at }: Words): string {
  const who = holder.isOneself ? "You" : said(holder.firstName);
  if (holder.heldUntil)
    return `${who}: locked until ${at(holder.heldUntil)}, because the phone may be stolen.`;
  if (holder.isResetOpen)
    return `${who}: use the setup code from the email. ${holder.isOneself ? "You're" : "They're"} not back in yet.`;
  if (holder.hasRecoveryCode) return `${who}: use your recovery code on the sign-in page.`;
  return `${who}: no recovery code is left.`;
}
