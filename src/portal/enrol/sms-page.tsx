import type { Session } from "../../flows/find-session.ts";
import type { Enrolment } from "../../flows/view-enrolment.ts";
import { Notice, OtherWays, Steps } from "../ui/blocks.tsx";
import { CodeField } from "../ui/fields.tsx";
import { Form } from "../ui/form.tsx";
import { frameOf, type Problem } from "../ui/frame.ts";
import { phoneText } from "../ui/help.ts";
import { Layout } from "../ui/layout.tsx";
import { NumberFields } from "../ui/number-fields.tsx";
import { TextAgain } from "../ui/text-code.tsx";
import { firstStep, KeepWay, textRisk } from "./page.tsx";

type Props = { session: Session; enrolment: Enrolment; problems?: Problem[] };

type NumberProps = Props & {
  countries: readonly string[];
  typed?: { country?: string | undefined; phone?: string | undefined };
};

/** The number that codes go to. */
export function NumberPage({ session, enrolment, countries, typed = {}, problems = [] }: NumberProps) {
  return (
    <Layout frame={frameOf(session, "Get codes by text message", problems)}>
      <Steps at={2} first={firstStep(enrolment)} />
      <Notice kind="warn" label="Think twice.">
        {textRisk} An <a href="/enrol/app">authenticator app</a> is safer, and works without a signal.
      </Notice>
      <Form submit="Send code" action="/enrol/sms">
        <NumberFields
          countries={countries}
          typed={typed}
          hint="We text a code to it now."
          problems={problems}
          isFirst
        />
      </Form>
      {enrolment.isRecovery && <KeepWay />}
    </Layout>
  );
}

type CodeProps = Props & { pending: NonNullable<Enrolment["pendingText"]>; now: Date };

/** The code that came. Only it makes the number count (R11). */
export function TextedPage({ session, enrolment, pending, now, problems = [] }: CodeProps) {
  const zone = session.company.timeZone;
  return (
    <Layout frame={frameOf(session, "Enter the code we texted you", problems)}>
      <Steps at={2} first={firstStep(enrolment)} />
      {!pending.sentAt && (
        <Notice kind="warn" label="That code has run out.">
          It was good for 10 minutes. Choose "Text it again" below.
        </Notice>
      )}
      <Form submit="Continue" action="/enrol/sms">
        <CodeField
          label="6-digit code"
          hint={`Texted to ${phoneText(pending.phone)}. It's good for 10 minutes.`}
          problems={problems}
          isFirst
        />
      </Form>
      <OtherWays title="No text?">
        <TextAgain state={pending} action="/enrol/sms/again" now={now} zone={zone} />
        <p>
          <a href="/enrol/sms?change">Change the number</a>, or{" "}
          <a href="/enrol/app">use an authenticator app</a>.
        </p>
      </OtherWays>
    </Layout>
  );
}
