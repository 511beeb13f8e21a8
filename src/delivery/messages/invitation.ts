import { fullName } from "../../domain/person.ts";
import { findInvitationFacts } from "../../store/message-facts.ts";
import { say } from "../words.ts";
import { getSecret, type Renderer } from "./context.ts";
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
