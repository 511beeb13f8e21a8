import { factorNames } from "../../domain/factor.ts";
import { findFactor } from "../../store/factors.ts";
import { say } from "../words.ts";
import type { Renderer } from "./context.ts";
import { callForHelp, mailTo } from "./mail.ts";

/** R22: whoever used it had the password and the code. */
export const recoveryCodeUsedMail: Renderer = async (context) => {
  const { company, recipient, message, publicUrl } = context;
  return mailTo(context, `Your recovery code for ${company.displayName} was used`, [
    {
      sentence: say`Hi ${recipient.firstName}, your recovery code was used to sign in to ${company.displayName} payments ${{ when: message.createdAt }}. It can't be used again: you get a new one once your sign-in codes are set up.`,
    },
    { button: "See your sign-in settings", url: `${publicUrl}/account/security` },
    { sentence: say`${{ strong: "Wasn't it you?" }} Please ${callForHelp(context)} now.` },
  ]);
};

/** R15: the owner hears of guessing, and how long it holds. */
export const accountLockedMail: Renderer = async (context) => {
  const { company, recipient, message, publicUrl } = context;
  const until = recipient.lockedUntil;
  // Reset or unlocked meanwhile: then another mail tells more.
  if (!until) return undefined;
  return mailTo(context, `Your sign-in at ${company.displayName} is locked for now`, [
    {
      sentence: say`Hi ${recipient.firstName}, too many wrong codes were typed for your account at ${company.displayName} ${{ when: message.createdAt }}. It's locked until ${{ until }}. Nothing else was changed.`,
    },
    { sentence: say`If it was you, wait until then and sign in again.` },
    { button: "Sign in", url: `${publicUrl}/sign-in?company=${encodeURIComponent(company.slug)}` },
    {
      sentence: say`${{ strong: "Wasn't it you?" }} Someone may know your password. Please ${callForHelp(context)}.`,
    },
  ]);
};

/** R13: guessing came so far that this way of signing in is shut for good. */
export const factorOffMail: Renderer = async (context) => {
  const { tx, company, recipient, message, publicUrl } = context;
  const factor = await findFactor(tx, message.refId);
  // Replaced meanwhile: another mail told of that.
  if (factor?.state !== "suspended") return undefined;
  const way = factor.kind === "sms" ? "text messages to your phone" : factorNames.totp.toLowerCase();
  return mailTo(context, `Sign-in codes turned off at ${company.displayName}`, [
    {
      sentence: say`Hi ${recipient.firstName}, too many wrong codes in a row were typed for your account at ${company.displayName}, the last ${{ when: message.createdAt }}. To keep others out, codes by ${way} are turned off for good.`,
    },
    {
      sentence: say`Sign in with another way you have set up, or with your recovery code. Then set up your codes anew.`,
    },
    { button: "Sign in", url: `${publicUrl}/sign-in?company=${encodeURIComponent(company.slug)}` },
    {
      sentence: say`${{ strong: "Wasn't it you?" }} Someone may know your password. Please ${callForHelp(context)}.`,
    },
  ]);
};
