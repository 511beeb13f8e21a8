import { fullName } from "../../domain/person.ts";
import { type BreakGlass, findBreakGlass } from "../../store/break-glasses.ts";
import { findUser } from "../../store/users.ts";
import { say } from "../words.ts";
import { getSecret, type MessageContext, type Renderer } from "./context.ts";
import { mailTo } from "./mail.ts";
import { directMessage } from "./notice.ts";

/** To each administrator: an operator opened emergency access, or a second one used it (R58). */
export const breakGlassAlert: Renderer = async (context) => {
  const words = await wordsOf(context);
  // The mail beside it reaches those without Slack, too.
  const { address, company } = context;
  return words && address && { dm: directMessage(address, { ...words, zone: company.timeZone }) };
};

/** The same by mail, whatever Slack does. */
export const breakGlassAlertMail: Renderer = async (context) => {
  const words = await wordsOf(context);
  if (!words) return undefined;
  const greeting = { sentence: say`Hi ${context.recipient.firstName},` };
  return mailTo(context, words.subject, [greeting, ...words.sentences.map((sentence) => ({ sentence }))]);
};

async function wordsOf(context: MessageContext) {
  const { tx, message } = context;
  const row = await findBreakGlass(tx, message.refId);
  const user = row && (await findUser(tx, row.subjectId));
  if (!user) return undefined;
  const person = { id: user.id, name: fullName(user), email: user.email };
  return getSecret(context, "news") === "confirmed"
    ? usedWords(context, row, person)
    : openedWords(context, row, person);
}

type Person = { id: string; name: string; email: string };

function openedWords({ recipient, now }: MessageContext, row: BreakGlass, person: Person) {
  // Then the alarm that it was used says all of this, and more.
  if (row.confirmedAt !== null) return undefined;
  const whose = recipient.id === person.id ? say`your account` : say`${person.name} (${person.email})`;
  const next =
    row.expiresAt > now
      ? say`Nothing is reset yet. Another operator must confirm it by ${{ until: row.expiresAt }}; then the old sign-in codes stop working, and a setup code goes to ${person.email}.`
      : say`Nothing was reset: nobody confirmed it in time.`;
  return {
    subject: "Alert: emergency access was opened",
    sentences: [
      say`${{ strong: "Emergency access was opened." }} ${row.openedBy}, who runs Latchkey, began it ${{ when: row.openedAt }} for ${whose}. Reason given: ${row.reason}`,
      next,
      say`Did nobody ask for this? Call whoever runs Latchkey for you now.`,
    ],
  };
}

function usedWords({ recipient }: MessageContext, row: BreakGlass, person: Person) {
  if (row.confirmedBy === null || row.confirmedAt === null) return undefined;
  const isOwn = recipient.id === person.id;
  const whose = isOwn ? say`Your MFA was reset` : say`${person.name}'s MFA (${person.email}) was reset`;
  const check = isOwn
    ? say`Didn't ask for this? Use the Stop link in the mail with the setup code, and call whoever runs Latchkey.`
    : say`Call ${person.name} at a number that you already had. Was it not their wish? They can use the Stop link in their mail; then call whoever runs Latchkey.`;
  return {
    subject: "Alert: emergency access was used",
    sentences: [
      say`${{ strong: "Emergency access was used." }} ${whose} ${{ when: row.confirmedAt }}: opened by ${row.openedBy}, confirmed by ${row.confirmedBy}, who run Latchkey. Reason given: ${row.reason}`,
      say`A setup code went to ${person.email}. No role was given to anybody.`,
      check,
    ],
  };
}
