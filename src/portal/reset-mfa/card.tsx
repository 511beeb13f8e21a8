import { factorNames } from "../../domain/factor.ts";
import { cautionText } from "../../domain/reset-text.ts";
import { dateText, dayTimeText } from "../../domain/time-text.ts";
import type { ResetCard } from "../../flows/load-reset-card.ts";
import { Facts, Notice } from "../ui/blocks.tsx";
import { pageWords, Told } from "../ui/told.tsx";

type Props = { card: ResetCard; mayRelease: boolean };

/** The person, the number to call, the lighter remedies and what speaks for caution: the right person, and only when needed. */
export function CardFacts({ card, mayRelease }: Props) {
  const { timeZone, firstName } = card;
  return (
    <>
      <Facts rows={rowsOf(card)} />
      {card.heldUntil && (
        <Notice kind="warn" label={`Locked for safety until ${dayTimeText(card.heldUntil, timeZone)}:`}>
          nobody can sign in as {firstName} or use their code. A reset ends the lock.
          {mayRelease && (
            <p>
              <a href={`/account/reset-mfa/${card.userId}/unlock`}>Unlock</a>
            </p>
          )}
        </Notice>
      )}
      {card.helpNumber && (
        // On the agent's screen alone: never in a channel or a mail.
        <Notice kind="info" label={`Help number ${card.helpNumber}:`}>
          the caller must read it to you. It adds to a call, never replaces it.
        </Notice>
      )}
      {card.hasRecoveryCode && (
        <Notice kind="info">{firstName} has a recovery code. If they can find it, no reset is needed.</Notice>
      )}
      {card.lockedUntil && (
        <Notice kind="warn" label="Warning:">
          {firstName} is locked after too many wrong codes until {dayTimeText(card.lockedUntil, timeZone)}. If
          they have their phone, waiting is enough.
        </Notice>
      )}
      <Warnings warnings={card.warnings} firstName={firstName} timeZone={timeZone} />
    </>
  );
}

function rowsOf(card: ResetCard): [string, string][] {
  const { timeZone, contactPhone, contactPhoneSince } = card;
  const kind = card.relationship === "payee" ? "payee" : "team member";
  const since = contactPhoneSince ? ` (on file since ${dateText(contactPhoneSince, timeZone)})` : "";
  return [
    ["Person", [card.name, card.organisation, kind].filter(Boolean).join(", ")],
    ["Email", card.email],
    [
      "Signs in with",
      `${card.factors.map((one) => factorNames[one]).join(", ") || "No MFA set up"}, ${
        card.lastSignInAt
          ? `last sign-in ${dayTimeText(card.lastSignInAt, timeZone)}`
          : "never signed in since set-up"
      }`,
    ],
    [
      "Contact phone",
      contactPhone ? `${contactPhone}${since}. It may be the phone that is lost.` : "None on file",
    ],
  ];
}

type WarningProps = { warnings: ResetCard["warnings"]; firstName: string; timeZone: string };

/** What speaks for caution about a person, most serious first. */
export function Warnings({ warnings, firstName, timeZone }: WarningProps) {
  if (warnings.length === 0) return null;
  const name = pageWords(timeZone).said(firstName);
  return (
    <Notice kind="warn">
      {warnings.map(({ why, at }) => (
        <p>
          <Told text={cautionText(why, { name, ago: at ? `on ${dateText(at, timeZone)}` : "lately" })} />
        </p>
      ))}
    </Notice>
  );
}
