import type { Message } from "./answer.ts";
import { button, context, mrkdwn } from "./blocks.ts";
import type { GateRefusal } from "./gate.ts";
import { mrkdwnVoice, type Voice } from "./voice.ts";

/** What the edge knows of a company before anybody is known. */
export type CompanyCard = {
  displayName: string;
  slug: string;
  timeZone: string;
  helpName: string;
  helpEmail: string;
  helpPhone: string | null;
  /** ISO country. */
  market: string;
};

export const linkOpen = "link_open";
export const linkNumber = "link_number";

export const notConnectedMessage: Message = {
  text: "This Slack workspace isn't connected to Latchkey. Ask whoever runs Latchkey for your company to connect it.",
};

type Facts = { company: CompanyCard; publicUrl: string; voice: Voice };

/** Why not, and what to do next. Who has no link, or a suspended one, gets a message with a button instead. */
export function gateRefusalText(
  why: Exclude<GateRefusal, "not_linked" | "link_suspended">,
  facts: Facts,
): string {
  const { company, publicUrl, voice } = facts;
  const { said } = voice;
  const name = said(company.displayName);
  const portal = voice.link(`${publicUrl}/sign-in?company=${encodeURIComponent(company.slug)}`);
  const help = `${said(company.helpName)} (${said(company.helpEmail)})`;
  const texts: Record<typeof why, string> = {
    not_installed: notConnectedMessage.text,
    foreign: `Only people of ${name}'s own Slack can use this. You can sign in at ${portal} instead, or ask ${help}.`,
    guest: `Slack guests can't use this. You can sign in at ${portal}, or ask ${help}.`,
    bot: "Only people can use this. Do it from your own Slack account.",
    deleted: `This Slack account is deactivated. Sign in at ${portal}, or ask ${help}.`,
    person_unreadable: `Slack can't confirm right now who you are, so nothing was changed. Try again in a moment. If it stays so, ask ${help}; your own account is at ${portal}.`,
    market: `Payments aren't available in ${countryName(company.market)} yet. Questions? Ask ${help}.`,
    invited: `Your ${name} payments account isn't set up yet. Use the link in your invitation email, then come back. No email? Ask ${said(company.helpName)}.`,
    deactivated: `Your ${name} payments account is deactivated. If that's wrong, ask ${help}.`,
  };
  return texts[why];
}

/** "Canada" for CA. */
function countryName(market: string): string {
  try {
    return new Intl.DisplayNames("en-US", { type: "region" }).of(market) ?? market;
  } catch {
    return market;
  }
}

/** Half-way: the portal shows a number, and any other answer would void it. */
export const numberWaitingMessage: Message = {
  text: "Almost linked: type the number that the payments portal shows you.",
  blocks: [
    { type: "section", text: mrkdwn("*Almost linked.* Type the number that the payments portal shows you.") },
    { type: "actions", elements: [{ ...button(linkNumber, "Type the number"), style: "primary" }] },
  ],
};

type Unlinked = { company: CompanyCard; firstName: string; linkUrl: string; isSuspended?: boolean };

/** The way in: the button's link is for this Slack identity only, and dies in 15 minutes (R54). */
export function notLinkedMessage({ company, firstName, linkUrl, isSuspended = false }: Unlinked): Message {
  const { said } = mrkdwnVoice(company.timeZone);
  const why = isSuspended
    ? "Your Slack link is suspended, because this Slack account was deactivated."
    : `I don't know yet who you are on ${said(company.displayName)} payments.`;
  const greeting = `Hi ${said(firstName)}. ${why}`;
  const how = `Link your Slack ${isSuspended ? "again" : "once"}; it takes about a minute. You'll sign in with your password and code.`;
  const invited = isSuspended ? "" : `No account yet? Ask ${said(company.helpName)} to invite you. `;
  const note = `${invited}The button works for 15 minutes, only for you.`;
  return {
    text: `${greeting} ${how} ${note}`,
    blocks: [
      { type: "section", text: mrkdwn(`*${greeting}* ${how}`) },
      {
        type: "actions",
        elements: [
          { ...button(linkOpen, "Link my Slack"), url: linkUrl, style: "primary" },
          button(linkNumber, "Type the number"),
        ],
      },
      context(`_${note}_`),
    ],
  };
}
