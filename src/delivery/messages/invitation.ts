import { fullName } from "../../domain/person.ts";
import { personActId, writePersonRef } from "../../domain/person-ref.ts";
import { findInvitationFacts } from "../../store/message-facts.ts";
import { say } from "../words.ts";
import { getSecret, type MessageContext, type Renderer } from "./context.ts";
import { mailTo } from "./mail.ts";
import { noticeTo } from "./notice.ts";

/** To the invited address only, and naming it (R29). */
export const invitationMail: Renderer = async (context) => {
  const facts = await findInvitationFacts(context.tx, context.message.refId);
  if (!facts || facts.invitation.acceptedAt || facts.invitation.voidedAt) return undefined;
  if (facts.invitation.expiresAt <= context.now) return undefined;
  const { company, recipient } = context;
  const name = company.displayName;
  const who = facts.inviter ? say`${fullName(facts.inviter)} at ${name} invites` : say`${name} invites`;
  return mailTo(context, `Your invitation to ${name} payments`, [
    { sentence: say`Hi ${recipient.firstName}, ${who} you to ${name} payments.` },
    {
      button: "Accept the invitation",
      url: `${context.publicUrl}/invitations/${getSecret(context, "token")}`,
    },
    {
      steps: [
        "Have your phone with you.",
        "Choose a password.",
        "Set up sign-in codes, and save your recovery code.",
      ],
    },
    {
      sentence: say`The link is for ${recipient.email} only, works once, and is good until ${{ until: facts.invitation.expiresAt }}. Don't pass this mail on.`,
    },
    { sentence: say`Not expecting this? Do nothing, and no account is opened.` },
  ]);
};

/** The same link again, while nobody has used it. */
export const invitationReminderMail: Renderer = async (context) => {
  const facts = await findInvitationFacts(context.tx, context.message.refId);
  if (!facts || facts.invitation.acceptedAt || facts.invitation.voidedAt) return undefined;
  const { sentAt, expiresAt } = facts.invitation;
  if (expiresAt <= context.now) return undefined;
  const { company, recipient, publicUrl } = context;
  const name = company.displayName;
  const who = facts.inviter ? say`${fullName(facts.inviter)} at ${name}` : say`${name}`;
  return mailTo(context, `Reminder: your invitation to ${name} payments`, [
    {
      sentence: say`Hi ${recipient.firstName}, ${who} invited you to ${name} payments ${{ when: sentAt }}, and your invitation is still open.`,
    },
    { button: "Accept the invitation", url: `${publicUrl}/invitations/${getSecret(context, "token")}` },
    {
      sentence: say`It takes about five minutes: a password, sign-in codes on your phone, and a recovery code. The link is for ${recipient.email} only, works once, and is good until ${{ until: expiresAt }}. Don't pass this mail on.`,
    },
    { sentence: say`Not expecting this? Do nothing, and no account is opened.` },
  ]);
};

/** To the inviter: nobody used it in time. */
export const invitationExpiredNotice: Renderer = async (context) => {
  const facts = await findInvitationFacts(context.tx, context.message.refId);
  if (!facts || facts.invitation.acceptedAt || facts.invitation.voidedAt) return undefined;
  const { invitee, invitation } = facts;
  const name = fullName(invitee);
  return noticeTo(context, {
    subject: `${name}'s invitation expired`,
    sentences: [
      say`${{ strong: `${name} didn't accept your invitation.` }} The one to ${invitee.email} expired ${{ when: invitation.expiresAt }}.`,
      say`Next step: check the address with ${invitee.firstName}, then type ${{ code: `/payments-invite ${invitee.email}` }} and send it again.`,
    ],
    ...resendTo(context, invitation.userId),
  });
};

/** To the inviter, or whoever can send one in their place: the person behind an invitation that ran out wants a new one. */
export const invitationAskedNotice: Renderer = async (context) => {
  const facts = await findInvitationFacts(context.tx, context.message.refId);
  // A new one was sent since, or it was withdrawn.
  if (!facts?.invitation.renewalAskedAt || facts.invitation.voidedAt) return undefined;
  const { invitee, invitation } = facts;
  const name = fullName(invitee);
  return noticeTo(context, {
    subject: `${name} asks for a new invitation`,
    sentences: [
      say`${{ strong: `${name} asks for a new invitation.` }} The one to ${invitee.email} expired ${{ when: invitation.expiresAt }}.`,
      say`Somebody with that link asked ${{ when: invitation.renewalAskedAt ?? context.now }}. A new one goes to ${invitee.email} only.`,
      say`Next step: resend it, here or with ${{ code: `/payments-invite ${invitee.email}` }}.`,
    ],
    ...resendTo(context, invitation.userId),
  });
};

/** *Resend*, for whoever may. The form asks for their own code. */
const resendTo = ({ company, recipient }: MessageContext, userId: string) =>
  recipient.role === "system_administrator"
    ? {
        button: {
          label: "Resend",
          actionId: personActId("resend"),
          value: writePersonRef(company.id, userId),
        },
      }
    : {};

/** To the inviter. */
export const invitationAcceptedNotice: Renderer = async (context) => {
  const facts = await findInvitationFacts(context.tx, context.message.refId);
  if (!facts?.invitation.acceptedAt) return undefined;
  const { invitee, invitation } = facts;
  const organisation = invitee.organisation ? say` (${invitee.organisation})` : say``;
  const name = fullName(invitee);
  return noticeTo(context, {
    subject: `${name} accepted your invitation`,
    sentences: [
      say`${{ strong: `${name} accepted your invitation.` }}`,
      say`They joined ${context.company.displayName} payments as ${invitee.email}${organisation} ${{ when: invitation.acceptedAt ?? context.now }}. Nothing more to do.`,
    ],
  });
};
