import { fullName } from "../../domain/person.ts";
import { findLinkAttempt, findLinkFacts } from "../../store/message-facts.ts";
import { findUser } from "../../store/users.ts";
import { say } from "../words.ts";
import type { Renderer } from "./context.ts";
import { callForHelp, mailTo } from "./mail.ts";
import { directMessage, noticeTo } from "./notice.ts";

/**
 * To the Slack identity that began the link, not to a person's mailbox: typing the number there is what proves that
 * whoever signed in holds this identity too, so a forwarded link binds nobody (R54).
 */
export const linkNumberMessage: Renderer = async ({ tx, message, company, now }) => {
  const attempt = await findLinkAttempt(tx, message.refId);
  if (!attempt?.userId || !attempt.numberExpiresAt || attempt.endedAt || attempt.numberExpiresAt <= now)
    return undefined;
  const user = await findUser(tx, attempt.userId);
  if (!user) return undefined;
  const sentences = [
    say`${{ strong: "Is this you?" }} ${user.email} signed in to ${company.displayName} payments and wants to be linked to this Slack account.`,
    say`If it's you, choose "Type the number" and type the 6 digits that your browser shows. They are good until ${{ until: attempt.numberExpiresAt }}.`,
    say`If it isn't, do nothing, and ${callForHelp({ company })}.`,
  ];
  const button = { label: "Type the number", actionId: "link_number", value: `${company.id}.${attempt.id}` };
  return { dm: directMessage(attempt, { sentences, zone: company.timeZone, button }) };
};

/** To the identity that was linked. */
export const linkDoneNotice: Renderer = async (context) => {
  const facts = await findLinkFacts(context.tx, context.message.refId);
  if (facts?.link.state !== "active") return undefined;
  const { recipient, company } = context;
  return noticeTo(context, {
    subject: "Your Slack account is linked",
    sentences: [
      say`${{ strong: "Your Slack account is linked." }}`,
      say`You are ${fullName(recipient)} (${recipient.email}) on ${company.displayName} payments. ${{ code: "/payments-me" }} shows the link, and ends it.`,
    ],
  });
};

/** The same to the mailbox, so that a link made by somebody else is seen (R54). */
export const linkDoneMail: Renderer = async (context) => {
  const facts = await findLinkFacts(context.tx, context.message.refId);
  if (facts?.link.state !== "active") return undefined;
  const { company, recipient, publicUrl } = context;
  const { link } = facts;
  const who = slackAccount(facts);
  return mailTo(context, `Your Slack account is linked to ${company.displayName} payments`, [
    {
      sentence: say`Hi ${recipient.firstName}, the Slack account ${who} in workspace ${link.workspaceId} was linked to you at ${company.displayName} ${{ when: link.linkedAt }}. With your sign-in codes it can now act for you.`,
    },
    { button: "See your linked accounts", url: `${publicUrl}/account/security` },
    { sentence: say`${{ strong: "Wasn't it you?" }} Please ${callForHelp(context)} now.` },
  ]);
};

/** By mail only: the Slack account is closed, or in the hands of whoever had it reactivated. */
export const linkSuspendedMail: Renderer = async (context) => {
  const facts = await findLinkFacts(context.tx, context.message.refId);
  if (facts?.link.state !== "suspended") return undefined;
  const { company, recipient, message, publicUrl } = context;
  return mailTo(context, `Your Slack link to ${company.displayName} payments is suspended`, [
    {
      sentence: say`Hi ${recipient.firstName}, Slack says that the account ${slackAccount(facts)} in workspace ${facts.link.workspaceId} was deactivated. So its link to you at ${company.displayName} was suspended ${{ when: message.createdAt }}, and it can no longer act for you.`,
    },
    {
      sentence: say`Your payments account stays as it is. To use it from Slack again, type ${{ code: "/payments-me" }} there and choose "Link my Slack".`,
    },
    { button: "Sign in", url: `${publicUrl}/sign-in?company=${encodeURIComponent(company.slug)}` },
    { sentence: say`${{ strong: "Didn't expect this?" }} Please ${callForHelp(context)}.` },
  ]);
};

type LinkFacts = NonNullable<Awaited<ReturnType<typeof findLinkFacts>>>;

/** "sam.okafor (U0SAM00001)". */
const slackAccount = ({ link, slackName }: LinkFacts) =>
  slackName ? say`${slackName} (${link.slackUserId})` : say`${link.slackUserId}`;
