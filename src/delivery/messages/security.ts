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
