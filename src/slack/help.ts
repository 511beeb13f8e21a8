import type { KnownBlock } from "@slack/types";
import { type CommandAnswer, type Message, say, sayText } from "./answer.ts";
import { button, section } from "./blocks.ts";
import type { Context } from "./handler.ts";
import type { CommandPayload } from "./payload.ts";
import { mrkdwnVoice } from "./voice.ts";

export const startResetId = "start_reset";
export const startInviteId = "start_invite";
export const startManageId = "start_manage";
export const showAdminsId = "show_admins";
export const showMeId = "show_me";
export const grantIds = { start: "start_grant" } as const;

/** What each command is for, and how it is typed. */
const usages = new Map([
  ["/payments", "*/payments* shows what waits for you, and everything you can do."],
  ["/payments-admins", "*/payments-admins* lists the Payments Admins."],
  [
    "/payments-grant",
    "*/payments-grant [email or @user]* makes a System Administrator a Payments Admin, after a colleague's approval.",
  ],
  [
    "/payments-reset-mfa",
    "*/payments-reset-mfa [email]* resets the MFA of someone who lost their phone or whose codes don't work, or asks for it.",
  ],
  [
    "/payments-invite",
    "*/payments-invite [email]* invites a team member or a payee. They get an email with a link.",
  ],
  ["/payments-me", "*/payments-me* shows your account, and links or unlinks your Slack."],
]);

export async function tellHelp({
  company,
  ...viewer
}: Pick<Context, "company"> & Starter): Promise<CommandAnswer> {
  const { said } = mrkdwnVoice(company.timeZone);
  const lead = `What you can do here. Questions? Ask ${said(company.helpName)} (${said(company.helpEmail)}).`;
  return say(usageMessage([lead, usageText], viewer));
}

/** For a text that a command does not understand: how that one is typed. It is not repeated: it may hold what nobody should see. */
export function tellUsage(viewer: Starter, { name }: Pick<CommandPayload, "name">): CommandAnswer {
  const usage = usages.get(name) ?? usageText;
  const rest = usage.includes("[")
    ? "Type it again, or choose:"
    : "Nothing stands after it. Type it again, or choose:";
  return say(usageMessage([`I didn't understand what stands after ${name}.`, usage, rest], viewer));
}

/** For a command, button or form of another version of the app. */
export const tellUnknown = async (viewer: Starter) =>
  say(
    usageMessage(
      [
        "I don't know that one; it may be from an older version. Nothing was changed. What you can do here:",
        usageText,
      ],
      viewer,
    ),
  );

export const warnOfCode = async (): Promise<CommandAnswer> =>
  sayText(
    "That looks like a code. Never type one after a command: it stays in your history. Nothing was done with it. If it was a recovery code, make a new one on the payments portal.",
  );

export const usageText = [...usages.values()].join("\n");

/** What decides which buttons somebody is shown; all false for whoever is nobody here yet. */
export type Starter = Pick<Context, "isEmployee" | "isPaymentsAdmin" | "isSystemAdministrator">;

/** What this person may begin, from anywhere; each act asks for the own code, and is judged when it is done. */
export function startBlock({ isEmployee, isPaymentsAdmin, isSystemAdministrator }: Starter): KnownBlock {
  const isAdministrator = isPaymentsAdmin || isSystemAdministrator;
  const all: [isShown: boolean, id: string, label: string][] = [
    [isEmployee, startResetId, isPaymentsAdmin ? "Reset someone's MFA" : "Ask for an MFA reset"],
    [isAdministrator, grantIds.start, "Add Payments Admin"],
    [isSystemAdministrator, startInviteId, "Invite someone"],
    [isAdministrator, startManageId, "Manage someone"],
    [isEmployee, showAdminsId, "Payments Admins"],
    [true, showMeId, "My account"],
  ];
  const elements = all.filter(([isShown]) => isShown).map(([, id, label]) => button(id, label));
  return { type: "actions", elements };
}

function usageMessage(lines: string[], viewer: Starter): Message {
  const text = lines.join("\n");
  return { text, blocks: [section(text), startBlock(viewer)] };
}
