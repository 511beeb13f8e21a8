import { dayTimeText } from "../../domain/time-text.ts";
import { undoTexts } from "../../domain/undo-text.ts";
import type { Session } from "../../flows/find-session.ts";
import type { UndoForm } from "../../flows/open-undo.ts";
import type { ReleaseForm } from "../../flows/release-user.ts";
import type { Redrawn } from "../refuse-form.ts";
import { Notice } from "../ui/blocks.tsx";
import { Form } from "../ui/form.tsx";
import { frameOf } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";
import { OwnCode } from "../ui/own-code.tsx";
import { Back } from "../ui/rows.tsx";
import { pageWords, Told } from "../ui/told.tsx";

const ownHint = (name: string) => `From your own authenticator app. Never ask ${name} for a code.`;

type ReleaseProps = Redrawn & { session: Session; form: ReleaseForm; userId: string };

/** Ends "Lock now" before its time, with the own code. */
export function ReleasePage({ session, form, userId, problems = [], notice }: ReleaseProps) {
  const { byName, name, firstName, until, challengeId } = form;
  return (
    <Layout frame={{ ...frameOf(session, "Unlock account", problems), section: "account" }}>
      <Back href={`/account/reset-mfa/${userId}`}>{name}</Back>
      {notice && <Notice kind="warn">{notice}</Notice>}
      <p>
        {byName ? `${byName} locked` : "Locked:"} <strong>{name}</strong>, until{" "}
        {dayTimeText(until, session.company.timeZone)}, because the phone may be in the wrong hands. Unlock
        only when you know that {firstName} has it.
      </p>
      <Form submit="Unlock">
        <OwnCode challengeId={challengeId} problems={problems} hint={ownHint(firstName)} />
      </Form>
    </Layout>
  );
}

type UndoProps = Redrawn & { session: Session; form: UndoForm; requestId: string };

/** The reset was a mistake: what comes back, and what does not. */
export function UndoPage({ session, form, requestId, problems = [], notice }: UndoProps) {
  const { card, executedAt, challengeId } = form;
  return (
    <Layout frame={{ ...frameOf(session, "Undo this reset", problems), section: "approvals" }}>
      <Back href={`/payments/approvals/${requestId}`}>The request</Back>
      {notice && <Notice kind="warn">{notice}</Notice>}
      {undoTexts(card, executedAt, pageWords(card.timeZone)).map((text) => (
        <p>
          <Told text={text} />
        </p>
      ))}
      <Form submit="Undo reset" look="danger">
        <OwnCode challengeId={challengeId} problems={problems} hint={ownHint(card.firstName)} />
      </Form>
    </Layout>
  );
}
