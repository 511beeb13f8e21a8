import { type CommandAnswer, type Message, say, sayText } from "./answer.ts";
import { button, section } from "./blocks.ts";
import type { Context } from "./handler.ts";
import type { CommandPayload } from "./payload.ts";
import { mrkdwnVoice } from "./voice.ts";

export const startResetId = "start_reset";
export const startInviteId = "start_invite";
export const showMeId = "show_me";

/** What each command is for, and how it is typed. */
const usages = new Map([
  [
    "/payments-reset-mfa",
    "*/payments-reset-mfa [email]* resets the MFA of someone who lost their phone or whose codes don't work.",
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

function usageMessage(lead: string): Message {
  const text = [lead, ...usages.values()].join("\n");
  const elements = [
    button(startResetId, "Reset someone's MFA"),
    button(startInviteId, "Invite someone"),
    button(showMeId, "My account"),
  ];
  return { text, blocks: [section(text), { type: "actions", elements }] };
}
