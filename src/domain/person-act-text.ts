import type { PersonAct } from "./person-act.ts";
import type { Words } from "./request-text.ts";

type Card = {
  firstName: string;
  email: string;
  isPaymentsAdmin: boolean;
  isOneself: boolean;
  isUnfinished: boolean;
};
/** Whom it was done to; of an invitation, until when it is good. */
type Done = { name: string; email: string; expiresAt?: Date };

type ActWords = {
  /** On the button that opens the form; with "…" where something is lost. */
  button: string;
  title: string;
  submit: string;
  isGrave: boolean;
  /** What it leads to, before the code. */
  effect: (card: Card, words: Words) => string;
  /** `isAwaited`: somebody is to accept, and the actor hears of it; each edge says how. */
  done: { title: string; text: (done: Done, words: Words) => string; isAwaited?: true };
};

/** Everything that is said of an act on a person's account, in Slack and on the portal. `*…*` is strong. */
export const actWords: Record<PersonAct, ActWords> = {
  raise: {
    button: "Raise to System Admin",
    title: "Raise to System Admin",
    submit: "Raise",
    isGrave: false,
    effect: ({ firstName }, { said }) =>
      `${said(firstName)} could then invite and deactivate people, change the approval settings, and approve.`,
    done: {
      title: "Role raised",
      text: ({ name }, { said }) =>
        `*${said(name)} is a System Administrator now.* They get a message about it.`,
    },
  },
  lower: {
    button: "Lower to member…",
    title: "Lower to member",
    submit: "Lower",
    isGrave: true,
    effect: ({ firstName, isPaymentsAdmin }, { said }) =>
      `${said(firstName)} can no longer invite or deactivate people, change the approval settings, or approve as a System Administrator.${
        isPaymentsAdmin ? ` ${said(firstName)} also stops being a Payments Admin.` : ""
      } The account stays.`,
    done: {
      title: "Role lowered",
      text: ({ name }, { said }) => `*${said(name)} is a member now.* They get a message about it.`,
    },
  },
  deactivate: {
    button: "Deactivate…",
    title: "Deactivate account",
    submit: "Deactivate",
    isGrave: true,
    effect: ({ firstName }, { said }) =>
      `${said(firstName)} is signed out everywhere at once. Their sign-in codes, Slack link and roles end, and open requests by or about them are cancelled. You can bring them back later: they then begin like somebody newly invited.`,
    done: {
      title: "Account deactivated",
      text: ({ name }, { said }) =>
        `*${said(name)}'s account is deactivated.* They're signed out everywhere.`,
    },
  },
  reactivate: {
    button: "Reactivate…",
    title: "Reactivate account",
    submit: "Reactivate",
    isGrave: false,
    effect: ({ firstName, email }, { said }) =>
      `${said(firstName)} gets a new invitation at ${said(email)}: a new password, new sign-in codes, and no roles.`,
    done: {
      title: "Invitation sent",
      text: ({ name, email, expiresAt }, { said, at }) =>
        `*${said(name)} is invited again.* Invitation emailed to ${said(email)}${expiresAt ? `, good until ${at(expiresAt)}` : ""}.`,
      isAwaited: true,
    },
  },
  email: {
    button: "Correct email…",
    title: "Correct email",
    submit: "Correct email",
    isGrave: true,
    effect: ({ firstName, email }, { said }) =>
      `For somebody who can't sign in any more. ${said(firstName)} signs in with ${said(email)} now. The old address is told, and has 24 hours to object; then the new one counts, and ${said(firstName)} is signed out.`,
    done: {
      title: "Email will change",
      text: ({ name }, { said }) =>
        `*${said(name)}'s email changes in 24 hours.* The old address is told, and can object until then.`,
    },
  },
  resend: {
    button: "Resend invitation",
    title: "Resend invitation",
    submit: "Resend",
    isGrave: false,
    effect: ({ firstName, email, isUnfinished }, { said }) =>
      isUnfinished
        ? `${said(firstName)} accepted before, but never set up sign-in codes. They get a new link at ${said(email)}, good for 14 days, and choose a new password; the old one stops working.`
        : `${said(firstName)} gets a new link at ${said(email)}, good for 14 days. The link sent before stops working.`,
    done: {
      title: "Invitation sent",
      text: ({ name, email, expiresAt }, { said, at }) =>
        `*${said(name)} is invited again.* Invitation emailed to ${said(email)}${expiresAt ? `, good until ${at(expiresAt)}` : ""}.`,
      isAwaited: true,
    },
  },
  withdraw: {
    button: "Withdraw…",
    title: "Withdraw invitation",
    submit: "Withdraw",
    isGrave: true,
    effect: ({ firstName }, { said }) =>
      `The link in ${said(firstName)}'s email stops working, and no reminder is sent. You can invite the same address again later.`,
    done: {
      title: "Invitation withdrawn",
      text: ({ name, email }, { said }) =>
        `*${said(name)}'s invitation is withdrawn.* The link sent to ${said(email)} no longer works.`,
    },
  },
  revoke: {
    button: "Remove as Admin…",
    title: "Remove Payments Admin",
    submit: "Remove",
    isGrave: true,
    effect: ({ firstName, isOneself }, { said }) =>
      isOneself
        ? "You can no longer reset MFA or approve, from this moment. Only another administrator can give it back."
        : `${said(firstName)} can no longer reset MFA or approve, from this moment. The account stays.`,
    done: {
      title: "Payments Admin removed",
      text: ({ name }, { said }) =>
        `*${said(name)} is no longer a Payments Admin.* They get a message about it.`,
    },
  },
};

/** Under a form whose act waits for others. */
export const approvalText = (required: number) =>
  `${required} other ${required === 1 ? "person" : "people"} must approve first. Nothing changes before that.`;
