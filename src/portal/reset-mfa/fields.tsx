import {
  forgottenText,
  maxNote,
  reasonTexts,
  resetReasons,
  verifiedWays,
  wayTexts,
} from "../../domain/reset-text.ts";
import type { ResetCard } from "../../flows/load-reset-card.ts";
import { Box, Radios, Select } from "../ui/choices.tsx";
import { Field } from "../ui/fields.tsx";
import type { Problem } from "../ui/frame.ts";

/** What was typed or chosen before, by the names of the fields. */
export type Typed = Record<string, string>;

/** The box of the password, by its name in the form. */
export const forgottenName = "password_forgotten";

/** As the page was drawn: what was confirmed is what stood on it (R38). */
export const shownName = "forgotten_shown";

/** Whether the box is ticked; which form fits depends on it. */
export const isForgotten = (typed: Typed) => typed[forgottenName] === "yes";

type CaseProps = { name: string; typed: Typed; problems: Problem[] };

/** Why, how verified, whether the password is gone, too, and a note: the same where one resets and where one asks. */
export function CaseFields({ name, typed, problems }: CaseProps) {
  return (
    <>
      <Select
        name="reason"
        label="Why?"
        hint={`${name} will see this.`}
        placeholder="Choose a reason"
        problems={problems}
        value={typed["reason"]}
        options={resetReasons.map((value) => ({ value, text: reasonTexts[value] }))}
      />
      <Radios
        name="verified_how"
        label={`How did you make sure it's really ${name}?`}
        problems={problems}
        value={typed["verified_how"]}
        options={verifiedWays.map((value) => ({
          value,
          text: wayTexts[value].text,
          description: wayTexts[value].description,
        }))}
      />
      <Box
        name={forgottenName}
        text={forgottenText.choice}
        description={forgottenText.meaning}
        isTicked={isForgotten(typed)}
      />
      <Field
        name="note"
        label="Note or ticket"
        hint={`${name} won't see this.`}
        autocomplete="off"
        maxlength={maxNote}
        problems={problems}
        value={typed["note"]}
        isOptional
      />
    </>
  );
}

type LockProps = { card: ResetCard; lead: string };

/**
 * *Lock now*, inside the form that it stands in: what was typed goes with it and comes back. Whom it locks is what the form's
 * own challenge was bound to (A08).
 */
export function LockNow({ card: { userId, firstName }, lead }: LockProps) {
  return (
    <div class="other">
      <p>
        {lead} {firstName} is signed out everywhere. For 4 hours nobody can sign in as {firstName} or use
        their code. {firstName} and every administrator are told that you did it.
      </p>
      <button type="submit" class="button button-grave" formaction={`/account/reset-mfa/${userId}/lock`}>
        Lock now
      </button>
    </div>
  );
}
