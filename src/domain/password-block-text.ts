import type { PasswordBlock } from "./password-reset.ts";

/** Nothing is changed by mail then, and whom to ask comes after. */
export const passwordBlockTexts: Record<PasswordBlock, string> = {
  invited:
    'Your account isn\'t open yet. Use the link in your invitation. If it has run out, open it and choose "Ask for a new one".',
  not_set_up:
    "Your account was never set up to the end, so its password can't be changed by email. You need a new invitation.",
  reset_waits:
    'Your sign-in codes were reset, so your password can\'t be changed by email now. Sign in with it and use the setup code. Forgotten? Say "my password is forgotten, too".',
  held: "Your account is locked for safety because the phone may be stolen, so your password can't be changed by email now.",
};
