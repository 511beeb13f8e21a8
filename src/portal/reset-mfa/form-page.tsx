import { becauseText, decidersText } from "../../domain/deciders-text.ts";
import { confirmationText, resetLabels } from "../../domain/reset-text.ts";
import type { ResetForm } from "../../flows/bind-reset-form.ts";
import type { Session } from "../../flows/find-session.ts";
import type { Redrawn } from "../refuse-form.ts";
import { Notice } from "../ui/blocks.tsx";
import { frameOf } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";
import { Challenge, OwnCode } from "../ui/own-code.tsx";
import { Back } from "../ui/rows.tsx";
import { pageWords, Told } from "../ui/told.tsx";
import { CardFacts } from "./card.tsx";
import { CaseFields, isForgotten, LockNow, shownName, type Typed } from "./fields.tsx";
import { UnfinishedText } from "./unfinished.tsx";

type Of<Kind extends ResetForm["kind"]> = Extract<ResetForm, { kind: Kind }>;
export type FormProps<Form> = Redrawn & { session: Session; form: Form; typed?: Typed; isGood?: boolean };

/** What stands above every form about a person: what was done, and the way back. */
export const Above = ({
  notice,
  isGood = false,
}: {
  notice?: string | undefined;
  isGood?: boolean | undefined;
}) => (
  <>
    <Back href="/account/reset-mfa">Somebody else</Back>
    {notice && <Notice kind={isGood ? "good" : "warn"}>{notice}</Notice>}
  </>
);

const capital = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

/** The person, why, how verified, and the actor's own code: code and act arrive in one submission (R37). */
export function ConfirmPage({ session, form, typed = {}, problems = [], ...above }: FormProps<Of<"reset">>) {
  const { card, required, deciders, challengeId } = form;
  const { firstName } = card;
  const isAsk = required > 0;
  const label = isAsk ? resetLabels.approval : resetLabels.now;
  const words = pageWords(card.timeZone);
  const because = becauseText(card.warnings[0]?.why, words.said(firstName));
  return (
    <Layout frame={{ ...frameOf(session, "Confirm MFA reset", problems), section: "account" }}>
      <Above {...above} />
      <CardFacts card={card} mayRelease />
      {isAsk && (
        <p>
          <Told
            text={`*${capital(decidersText({ required, deciders }, words))} must agree first,* because ${because}. Your code says that you ask for it.`}
          />
        </p>
      )}
      <form method="post" action={`/account/reset-mfa/${card.userId}`} novalidate>
        <input type="hidden" name="kind" value="reset" />
        <input type="hidden" name="asks" value={isAsk ? "yes" : "no"} />
        <input type="hidden" name={shownName} value={isForgotten(typed) ? "yes" : "no"} />
        <CaseFields name={firstName} typed={typed} problems={problems} />
        <OwnCode
          challengeId={challengeId}
          problems={problems}
          hint={`From your own authenticator app. Never ask ${firstName} for a code.`}
        />
        <p class="quiet">
          {isAsk ? "When it is approved, " : ""}
          {firstName}'s sign-in codes stop working and they're signed out everywhere.{" "}
          {isForgotten(typed) ? halvesEffect : codeEffect} {confirmationText(label)}
        </p>
        <button type="submit" class="button button-main">
          {label}
        </button>
        {isAsk && !card.heldUntil && (
          <LockNow card={card} lead="Is the phone in the wrong hands? Don't wait for the approval:" />
        )}
      </form>
    </Layout>
  );
}

const codeEffect = "They get a setup code by email, good for 24 hours, and need their password and a phone.";
const halvesEffect =
  "They get half of a setup code by email, and you read them the other half; both are good for 24 hours. With a phone they then choose a new password.";

/** For whoever may not reset: the same card and questions, and no code; a Payments Admin decides with theirs (DESIGN 2). */
export function AskPage({ session, form, typed = {}, problems = [], ...above }: FormProps<Of<"ask">>) {
  const { card, required, deciders, challengeId, reset } = form;
  const who = capital(decidersText({ required, deciders }, { said: (text) => text }));
  return (
    <Layout frame={{ ...frameOf(session, "Ask for an MFA reset", problems), section: "account" }}>
      <Above {...above} />
      {reset && <UnfinishedText card={card} reset={reset} isForAsker />}
      <CardFacts card={card} mayRelease={false} />
      <form method="post" action={`/account/reset-mfa/${card.userId}`} novalidate>
        <input type="hidden" name="kind" value="ask" />
        <Challenge id={challengeId} />
        <CaseFields name={card.firstName} typed={typed} problems={problems} />
        <p class="quiet">
          {who} {required <= 1 ? "decides" : "decide"}. {confirmationText(resetLabels.ask)}
        </p>
        <button type="submit" class="button button-main">
          {resetLabels.ask}
        </button>
        {!card.heldUntil && <LockNow card={card} lead="If the phone was stolen, lock the account first:" />}
      </form>
    </Layout>
  );
}
