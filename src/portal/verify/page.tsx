import type { Session } from "../../flows/find-session.ts";
import type { CodeWays } from "../../flows/view-code-ways.ts";
import { OtherWays } from "../ui/blocks.tsx";
import { CodeField } from "../ui/fields.tsx";
import { Form } from "../ui/form.tsx";
import { frameOf, type Problem } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";
import { endingText, TextAgain, TextMe, textedText } from "../ui/text-code.tsx";

type Props = { session: Session; ways: CodeWays; now: Date; problems?: Problem[] };

const textAction = "/sign-in/verify/text";

/** The second step: a code of one's own, from the app or by text. */
export function VerifyPage(props: Props) {
  const { hasApp, text } = props.ways;
  if (!hasApp && !text) return <NoFactorPage {...props} />;
  return hasApp || text?.sentAt ? <CodePage {...props} /> : <AskPage {...props} />;
}

function CodePage({ session, ways, now, problems = [] }: Props) {
  const { text } = ways;
  const zone = session.company.timeZone;
  return (
    <Layout frame={frameOf(session, "Enter your code", problems)}>
      <Form submit="Sign in" action="/sign-in/verify">
        <CodeField
          label="6-digit code"
          hint={codeHint(ways, session.company.displayName, zone)}
          problems={problems}
          isFirst
        />
      </Form>
      <OtherWays title="Can't get a code?">
        {text?.sentAt && <TextAgain state={text} action={textAction} now={now} zone={zone} />}
        {text && !text.sentAt && (
          <TextMe state={text} action={textAction} look="quiet" now={now} zone={zone} />
        )}
        <LastWays />
      </OtherWays>
    </Layout>
  );
}

/** Somebody with nothing but a phone for texts: the code goes out when they ask for it. */
function AskPage({ session, ways: { text }, now, problems = [] }: Props) {
  if (!text) return null;
  const zone = session.company.timeZone;
  // There is no field that a problem could stand at.
  const shown = problems.map(({ field: _, ...rest }) => rest);
  return (
    <Layout frame={frameOf(session, "Get your code", shown)}>
      <p>We text you a 6-digit code. Have the phone with {endingText(text)} at hand.</p>
      <TextMe state={text} action={textAction} look="main" now={now} zone={zone} />
      <OtherWays title="Can't get a text?">
        <LastWays />
      </OtherWays>
    </Layout>
  );
}

/** Where the code is to be found: in the app, in the text, or in either. */
function codeHint({ hasApp, text }: CodeWays, companyName: string, zone: string): string {
  const texted = text?.sentAt ? textedText(text, zone) : undefined;
  if (hasApp && texted) return `${texted} You can also use the code from your authenticator app.`;
  return texted ?? `Open your authenticator app and find ${companyName}.`;
}

function LastWays() {
  return (
    <>
      <p>
        <a href="/sign-in/recovery">Use your recovery code</a>, the long one you saved when you set up.
      </p>
      <p>
        No recovery code either, or the phone is lost? <a href="/sign-in/help">See how to get help</a>.
      </p>
    </>
  );
}

/** After a stopped reset nothing may be left that a code could prove: asking for one would lead nowhere. */
function NoFactorPage({ session }: { session: Session }) {
  return (
    <Layout frame={frameOf(session, "No sign-in codes are set up")}>
      <p>
        Your password is right, but nothing can make codes for this account any more. That keeps others out,
        too.
      </p>
      <p>
        Have a recovery code that you saved after that? <a href="/sign-in/recovery">Use it</a>. Otherwise{" "}
        <a href="/sign-in/help">ask {session.company.displayName} for help</a>. They'll make sure it's really
        you.
      </p>
    </Layout>
  );
}
