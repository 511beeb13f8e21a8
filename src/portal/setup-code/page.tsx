import { dayTimeText, timeText } from "../../domain/time-text.ts";
import type { Session } from "../../flows/find-session.ts";
import type { viewSetupCode } from "../../flows/view-setup-code.ts";
import { Notice, OtherWays } from "../ui/blocks.tsx";
import { Field } from "../ui/fields.tsx";
import { Form } from "../ui/form.tsx";
import { frameOf, type Problem } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";

type SetupCode = NonNullable<Awaited<ReturnType<typeof viewSetupCode>>>;

type Props = { session: Session; setupCode: SetupCode; now: Date; isSent?: boolean; problems?: Problem[] };

/** After a reset: the mailed code, or a new one. */
export function SetupCodePage(props: Props) {
  return props.setupCode.isLapsed ? <LapsedPage {...props} /> : <OpenPage {...props} />;
}

function OpenPage({ session, setupCode, now, isSent, problems = [] }: Props) {
  const { emailMasked, expiresAt, isExpired, requesterName, readerName } = setupCode;
  const until = dayTimeText(expiresAt, session.company.timeZone);
  return (
    <Layout frame={frameOf(session, "Enter your setup code", problems)}>
      {isSent && (
        <Notice kind="good" label="Sent.">
          A new setup code is on its way to {emailMasked}. The one before no longer works.
        </Notice>
      )}
      <p>
        {requesterName} reset your sign-in codes. We emailed {readerName ? "half of a" : "a"} setup code to{" "}
        {emailMasked}, from "{session.company.displayName} payments". Check your spam folder too.
        {readerName && ` ${readerName} reads you the other half. Type both here, either one first.`}
      </p>
      {isExpired ? (
        <Notice kind="warn" label="The code has run out.">
          It was good until {until}.{" "}
          {readerName ? `Ask ${readerName} for a new one.` : 'Choose "Send the code again" below.'}
        </Notice>
      ) : (
        <Notice kind="info" label="Have your new phone with you?">
          If not, come back before {until}.
        </Notice>
      )}
      <Form submit="Continue">
        <Field
          name="code"
          label="Setup code"
          hint="10 letters and digits, like K7QM4-T2X9F. Capitals and spaces don't matter."
          autocomplete="off"
          maxlength={40}
          problems={problems}
          isCode
        />
      </Form>
      <OtherWays title="No code?">
        <SendAgain session={session} setupCode={setupCode} now={now} />
      </OtherWays>
    </Layout>
  );
}

function SendAgain({ session, setupCode, now }: Pick<Props, "session" | "setupCode" | "now">) {
  const { canResendAt, readerName } = setupCode;
  const { helpName, timeZone } = session.company;
  if (readerName) return <p>Ask {readerName} to have a new one sent. It comes in two halves again.</p>;
  if (!canResendAt) return <p>We've sent it as often as we can. Ask {helpName} for help.</p>;
  if (canResendAt > now) return <p>You can send it again at {timeText(canResendAt, timeZone)}.</p>;
  return <Form submit="Send the code again" action="/sign-in/setup-code/again" look="quiet" />;
}

function LapsedPage({ session, setupCode, problems = [] }: Props) {
  const { requesterName, askedAt } = setupCode;
  return (
    <Layout frame={frameOf(session, "Your setup code has run out", problems)}>
      <p>Nothing is lost. {requesterName}, who reset your sign-in codes, can send you a new one.</p>
      {askedAt && (
        <Notice kind="good" label="Asked.">
          We told {requesterName} on {dayTimeText(askedAt, session.company.timeZone)}. You'll get an email
          with the new code; then sign in here again.
        </Notice>
      )}
      <Form submit="Ask for a new code" action="/sign-in/setup-code/ask" look={askedAt ? "quiet" : "main"} />
    </Layout>
  );
}
