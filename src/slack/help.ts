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
    "*/payments-grant [email]* makes a System Administrator a Payments Admin, after a colleague's approval.",
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

export async function tellHelp({ company }: Pick<Context, "company">): Promise<CommandAnswer> {
  const { said } = mrkdwnVoice(company.timeZone);
  return say(
    usageMessage(
      `What you can do here. Questions? Ask ${said(company.helpName)} (${said(company.helpEmail)}).`,
    ),
  );
}

/** For a text that a command does not understand. It is not repeated: it may hold what nobody should see. */
export const tellUsage = ({ name }: Pick<CommandPayload, "name">): CommandAnswer =>
  say(usageMessage(`I didn't understand what stands after ${name}. Type it again, or choose:`));

/** For a command, button or form of another version of the app. */
export const tellUnknown = async () =>
  say(
    usageMessage(
      "I don't know that one; it may be from an older version. Nothing was changed. What you can do here:",
    ),
  );

export const warnOfCode = async (): Promise<CommandAnswer> =>
  sayText(
    "That looks like a code. Never type one after a command: it stays in your history. Nothing was done with it. If it was a recovery code, make a new one on the payments portal.",
  );

export const usageText = [...usages.values()].join("\n");

/** What there is to do, from anywhere. */
export const startBlock: KnownBlock = {
  type: "actions",
  elements: [
    button(startResetId, "Reset someone's MFA"),
    button(grantIds.start, "Grant Payments Admin"),
    button(startInviteId, "Invite someone"),
    button(showAdminsId, "Payments Admins"),
    button(startManageId, "Manage someone"),
    button(showMeId, "My account"),
  ],
};

function usageMessage(lead: string): Message {
  const text = [lead, usageText].join("\n");
  return { text, blocks: [section(text), startBlock] };
}
