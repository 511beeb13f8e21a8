import type { ResetForm } from "../../flows/bind-reset-form.ts";
import type { Session } from "../../flows/find-session.ts";
import { actRefusalText, wayOnOf } from "../act-refusal.ts";
import { contextOf } from "../refusal-problem.ts";
import { Notice } from "../ui/blocks.tsx";
import { Field } from "../ui/fields.tsx";
import { Form } from "../ui/form.tsx";
import { frameOf, type Problem } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";
import { Challenge, OwnCode } from "../ui/own-code.tsx";
import { Back } from "../ui/rows.tsx";
import { CardFacts } from "./card.tsx";
import { forgottenName, LockNow } from "./fields.tsx";
import { Above, type FormProps } from "./form-page.tsx";
import { UnfinishedText } from "./unfinished.tsx";

type WhoProps = { session: Session; typed?: string | undefined; problems?: Problem[]; isRenewed?: boolean };

/** Asks only who. */
export function WhoPage({ session, typed, problems = [], isRenewed }: WhoProps) {
  const title = session.user.isPaymentsAdmin ? "Reset MFA" : "Ask for an MFA reset";
  return (
    <Layout frame={{ ...frameOf(session, title, problems), section: "account" }}>
      <Back href="/account/security">Account</Back>
      {isRenewed && <Notice kind="good">A new setup code is on its way.</Notice>}
      <p>For somebody who lost their phone, or whose codes don't work.</p>
      <Form submit="Continue" action="/account/reset-mfa">
        <Field
          name="email"
          label="Email of the person"
          hint="The address they sign in with."
          type="email"
          inputmode="email"
          autocomplete="off"
          value={typed}
          problems={problems}
          isFirst
        />
      </Form>
    </Layout>
  );
}

type Of<Kind extends ResetForm["kind"]> = Extract<ResetForm, { kind: Kind }>;

/** The lighter remedy where a reset was done already: the same verification, a new code (DESIGN 3). */
export function RenewPage({ session, form, problems = [], ...above }: FormProps<Of<"renew">>) {
  const { card, reset, challengeId } = form;
  const path = `/account/reset-mfa/${card.userId}`;
  return (
    <Layout frame={{ ...frameOf(session, "Send new code", problems), section: "account" }}>
      <Above {...above} />
      <UnfinishedText card={card} reset={reset} />
      <CardFacts card={card} mayRelease />
      <Form submit="Send new code" action={path}>
        <input type="hidden" name="kind" value="renew" />
        <OwnCode
          challengeId={challengeId}
          problems={problems}
          hint={`From your own authenticator app. Never ask ${card.firstName} for a code.`}
        />
        <p class="quiet">
          {reset.isPasswordForgotten
            ? `${card.firstName} gets a new half of a setup code by email, good for 24 hours, and there is a new half to be read out. The halves of before stop working.`
            : `${card.firstName} gets a new setup code by email, good for 24 hours. The one sent before stops working.`}
        </p>
      </Form>
      <div class="other">
        <p>Was the phone stolen, or has something else changed since?</p>
        <Form submit="Start a new reset" action={`${path}/anew`} look="quiet">
          <Challenge id={challengeId} />
        </Form>
      </div>
      {!reset.isPasswordForgotten && (
        <div class="other">
          <p>Is the password forgotten, too? Then a new code doesn't help.</p>
          <Form submit="Password forgotten too" action={`${path}/anew`} look="quiet">
            <Challenge id={challengeId} />
            <input type="hidden" name={forgottenName} value="yes" />
          </Form>
        </div>
      )}
      {reset.requestId && !reset.isStolen && (
        <div class="other">
          <p>
            Was the reset a mistake? <a href={`/payments/approvals/${reset.requestId}/undo`}>Undo it</a>
          </p>
        </div>
      )}
    </Layout>
  );
}

/** A request waits already, or nobody could decide one: what there is to do instead, and "Lock now" all the same. */
export function DoorPage({ session, form, now, ...above }: FormProps<Of<"door">> & { now: Date }) {
  const { card, refusal, mayRelease, challengeId } = form;
  const wayOn = wayOnOf(refusal);
  return (
    <Layout frame={{ ...frameOf(session, "MFA reset"), section: "account" }}>
      <Above {...above} />
      <p>{actRefusalText(refusal, contextOf(now, session))}</p>
      {wayOn && (
        <p class="actions-above">
          <a class="button button-main" href={wayOn.href}>
            {wayOn.text}
          </a>
        </p>
      )}
      <CardFacts card={card} mayRelease={mayRelease} />
      {!card.heldUntil && (
        <form method="post" novalidate>
          <Challenge id={challengeId} />
          <LockNow card={card} lead="If the phone was stolen, lock the account meanwhile:" />
        </form>
      )}
    </Layout>
  );
}
