type When = { when: (date: Date) => string };
type Ask = { ask: (helpers: string[], otherwise: string) => string };

/** Refusals about one's own account. Only its pages meet them, but every edge has words for everything. */
export const accountTexts = {
  setup_over: () =>
    "This setup took too long, or was begun anew elsewhere. Nothing was changed. Begin again from your account.",
  last_factor: () =>
    "It's your only way to get sign-in codes, so it stays. Set up another one first, or replace this one.",
  no_such_factor: () => "This isn't set up any more. Nothing was changed.",
  app_required: () =>
    "Your company wants an authenticator app for administrators, so it stays. You can replace it with a new one.",
  wrong_password: () =>
    "That isn't your present password. Check it and try again. If you forgot it, sign out and choose a new one by email.",
  same_password: () => "That's your present password. Choose a new one.",
  own_email: () => "That's the address you sign in with now. Type the new one.",
  email_taken: () => "Somebody here already signs in with this address. Use another one.",
  contact_limit: ({ until }: { until: Date }, { when }: When) =>
    `That's as many changes as you may begin in a day. You can begin another ${when(until)}. Nothing was changed.`,
  email_link_unknown: (_: unknown, { ask }: Ask) =>
    `We don't know this link. Copy the whole link from the email. If that doesn't help: ${ask([], "your company")}`,
  email_link_over: () =>
    "This link was used, stopped or replaced, or its 24 hours are over. You can begin again from your account.",
  own_phone: () => "That's the number we have on file. Type the new one.",
  no_phone_change: (_: unknown, { ask }: Ask) =>
    `A new number is confirmed by text message, and no texts are sent here. ${ask([], "your company")}`,
  phone_code_over: () =>
    'No code that we texted works any more. Choose "Text it again" below, and type the one that comes.',
  phone_change_over: () =>
    "This change is finished, called off, begun anew, or its 30 minutes are over. Your account shows which number we call.",
  phone_change_exhausted: () =>
    "Too many wrong codes, so this change was called off. We still call the number that we called before. You can begin again.",
};
