import { dayTimeText } from "../../domain/time-text.ts";
import type { UnfinishedReset } from "../../flows/bind-reset-form.ts";
import type { ResetCard } from "../../flows/load-reset-card.ts";
import { Notice } from "../ui/blocks.tsx";

type Props = { card: ResetCard; reset: UnfinishedReset; isForAsker?: boolean };

/** The lighter remedy: what the person needs may be in the mailbox already. */
export function UnfinishedText({ card, reset, isForAsker = false }: Props) {
  const { firstName, timeZone } = card;
  const { actorName, executedAt, outcome, codeExpiresAt, mailAcceptedAt } = reset;
  const until = dayTimeText(codeExpiresAt, timeZone);
  const isLapsed = outcome === "lapsed";
  const { isPasswordForgotten } = reset;
  const single = isLapsed
    ? `The setup code has expired. ${firstName} can sign in with the password and choose "Ask for a new code"; then no new reset is needed.`
    : `The setup code is good until ${until}: ask ${firstName} to check the email first, and the spam folder.`;
  const asker = isPasswordForgotten
    ? "The setup code comes in two halves. A Payments Admin can send new ones; then no new reset is needed."
    : single;
  const code = isLapsed ? "The setup code has expired." : `The setup code is good until ${until}.`;
  const accepted = mailAcceptedAt
    ? ` Their mail server accepted it ${dayTimeText(mailAcceptedAt, timeZone)}.`
    : "";
  return (
    <Notice kind="info" label={`${firstName}'s MFA was reset already:`}>
      {dayTimeText(executedAt, timeZone)}
      {actorName ? `, by ${actorName}` : ""}. They're not back in yet.{" "}
      {isForAsker ? asker : `${code}${accepted}`}
    </Notice>
  );
}
