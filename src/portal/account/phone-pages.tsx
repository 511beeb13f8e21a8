import { timeText } from "../../domain/time-text.ts";
import type { Session } from "../../flows/find-session.ts";
import type { OwnPhone, WaitingPhone } from "../../flows/view-own-phone.ts";
import { Notice, OtherWays } from "../ui/blocks.tsx";
import { CodeField } from "../ui/fields.tsx";
import { Form } from "../ui/form.tsx";
import { frameOf, type Problem } from "../ui/frame.ts";
import { phoneText } from "../ui/help.ts";
import { Layout } from "../ui/layout.tsx";
import { NumberFields } from "../ui/number-fields.tsx";
import { Back } from "../ui/rows.tsx";
import { endingText, TextAgain } from "../ui/text-code.tsx";
import { OwnActPage } from "./own-act-page.tsx";
import type { OwnDrawn } from "./own-form.tsx";

type NumberProps = {
  session: Session;
  drawn: OwnDrawn;
  phone: OwnPhone;
  countries: readonly string[];
};

/** The first half: the number that is to be called, and a fresh code. */
export function PhonePage({ session, drawn, phone: { hint, waiting }, countries }: NumberProps) {
  const { typed, problems = [] } = drawn;
  return (
    <OwnActPage
      session={session}
      title={hint ? "Change your contact phone" : "Add a contact phone"}
      submit="Send code"
      drawn={drawn}
      intro={
        <>
          <p>
            {hint ? `We call ${endingText({ hint })}` : "We call your contact phone"} to make sure that it's
            you, should you need help to sign in. We only call it: your sign-in codes stay as they are.
          </p>
          <p>
            Have the {hint && "new "}phone with you. Nothing changes until you type the code that we text to
            it.
          </p>
          {waiting && <Waiting waiting={waiting} zone={session.company.timeZone} />}
        </>
      }
      also={waiting && <CallOff />}
    >
      <NumberFields
        countries={countries}
        typed={typed}
        hint="The number that we call from then on."
        problems={problems}
      />
    </OwnActPage>
  );
}

const CallOff = () => <Form submit="Cancel this change" action="/account/phone/cancel" look="quiet" />;

const Waiting = ({ waiting, zone }: { waiting: WaitingPhone; zone: string }) => (
  <Notice kind="info">
    <p>
      We texted a code to {endingText(waiting)}.{" "}
      <a href="/account/phone/confirm">Type it until {timeText(waiting.expiresAt, zone)}</a>. Sending another
      one replaces it.
    </p>
  </Notice>
);

type ConfirmProps = { session: Session; waiting: WaitingPhone; now: Date; problems: Problem[] };

/** The second half: the code that came to the new number. */
export function ConfirmPhonePage({ session, waiting, now, problems }: ConfirmProps) {
  const zone = session.company.timeZone;
  const { codeUntil, phone } = waiting;
  return (
    <Layout frame={{ ...frameOf(session, "Enter the code we texted you", problems), section: "account" }}>
      <Back href="/account/security">Account security</Back>
      {!codeUntil && problems.length === 0 && (
        <Notice kind="warn" label="That code has run out.">
          It was good for 10 minutes. Choose "Text it again" below.
        </Notice>
      )}
      <p>Type the code that we texted to {phoneText(phone)}. Then that's the number we call.</p>
      <Form submit="Use this number" action="/account/phone/confirm">
        <CodeField
          label="6-digit code"
          hint={codeUntil ? `It's good until ${timeText(codeUntil, zone)}.` : "From the newest text."}
          problems={problems}
          isFirst
        />
      </Form>
      <OtherWays title="No text?">
        <TextAgain state={waiting} action="/account/phone/again" now={now} zone={zone} />
        <p>
          Wrong number? <a href="/account/phone">Type another one</a>.
        </p>
        <CallOff />
      </OtherWays>
    </Layout>
  );
}
