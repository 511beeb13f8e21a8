import type { Session } from "../../flows/find-session.ts";
import type { OwnTexts } from "../../flows/view-own-texts.ts";
import { textRisk } from "../enrol/page.tsx";
import { Notice, OtherWays } from "../ui/blocks.tsx";
import { CodeField } from "../ui/fields.tsx";
import { Form } from "../ui/form.tsx";
import { frameOf, type Problem } from "../ui/frame.ts";
import { phoneText } from "../ui/help.ts";
import { Layout } from "../ui/layout.tsx";
import { NumberFields } from "../ui/number-fields.tsx";
import { Back } from "../ui/rows.tsx";
import { TextAgain } from "../ui/text-code.tsx";
import { OwnActPage } from "./own-act-page.tsx";
import type { OwnDrawn } from "./own-form.tsx";

type NumberProps = {
  session: Session;
  drawn: OwnDrawn;
  replaces: boolean;
  countries: readonly string[];
};

/** The first half: the number, its risk, and a fresh code (R18). */
export function NumberPage({ session, drawn, replaces, countries }: NumberProps) {
  const { typed, problems = [] } = drawn;
  return (
    <OwnActPage
      session={session}
      title={replaces ? "Replace your phone for texts" : "Get codes by text message"}
      submit="Send code"
      drawn={drawn}
      intro={
        <Notice kind="warn" label="Think twice.">
          {textRisk} An <a href="/account/app">authenticator app</a> is safer, and works without a signal.
        </Notice>
      }
    >
      <NumberFields countries={countries} typed={typed} hint="We text a code to it." problems={problems} />
    </OwnActPage>
  );
}

type TextedProps = { session: Session; texts: OwnTexts; now: Date; problems: Problem[] };

/** The second half: the code that came to the new number. */
export function TextedPage({ session, texts, now, problems }: TextedProps) {
  const zone = session.company.timeZone;
  return (
    <Layout frame={{ ...frameOf(session, "Enter the code we texted you", problems), section: "account" }}>
      <Back href="/account/security">Leave without changing anything</Back>
      {!texts.sentAt && (
        <Notice kind="warn" label="That code has run out.">
          It was good for 10 minutes. Choose "Text it again" below.
        </Notice>
      )}
      <Form submit="Use this phone" action="/account/text-messages/setup">
        <CodeField
          label="6-digit code"
          hint={`Texted to ${phoneText(texts.phone)}. It's good for 10 minutes.`}
          problems={problems}
          isFirst
        />
      </Form>
      <OtherWays title="No text?">
        <TextAgain state={texts} action="/account/text-messages/again" now={now} zone={zone} />
        <p>
          <a href="/account/text-messages">Change the number</a>
        </p>
      </OtherWays>
    </Layout>
  );
}
