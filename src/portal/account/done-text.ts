/** What was just done, as the account page says it. */
export const doneTexts = {
  app_added: "Your authenticator app is set up. Its codes work from now on.",
  app_replaced:
    "Your authenticator app is replaced. The old one no longer works, and all other devices are signed out.",
  app_removed: "Your authenticator app is removed, and all other devices are signed out.",
  text_added: "Codes can be texted to your phone from now on.",
  text_replaced: "Your phone for text messages is replaced, and all other devices are signed out.",
  text_removed: "Text messages are removed, and all other devices are signed out.",
  password_changed: "Your password is changed, and all other devices are signed out.",
  email_begun: "Look into the new mailbox: the link there works for 24 hours. Open it in this browser.",
  email_changed: "Your email is changed. Sign in with the new one from now on.",
  email_cancelled: "Called off. Your email stays as it is.",
  phone_added: "Your contact phone is on file. We call it to make sure that it's you.",
  phone_changed: "Your contact phone is changed. We call the new number from now on.",
  phone_cancelled: "Called off. Nothing was changed.",
  session_ended: "That device is signed out.",
  sessions_ended: "All other devices are signed out.",
  slack_unlinked: "That Slack account is unlinked.",
  zone_changed: "Times are said in your time zone from now on.",
} as const;

export type Done = keyof typeof doneTexts;
export const doneKinds = Object.keys(doneTexts) as Done[];
