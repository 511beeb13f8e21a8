import type { Session } from "../../flows/find-session.ts";
import type { CodeWays } from "../../flows/view-code-ways.ts";
import { OtherWays, Steps } from "../ui/blocks.tsx";
import { CodeField } from "../ui/fields.tsx";
import { Form } from "../ui/form.tsx";
import { frameOf, type Problem } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";
import { TextAgain, TextMe, textedText } from "../ui/text-code.tsx";

type Props = {
  session: Session;
  ways: CodeWays;
  now: Date;
  /** Where something else is set up instead. */
  anew: string;
  problems?: Problem[];
};

const textAction = "/enrol/text";
const appTitle = "Do you still have your authenticator app?";

/** After a recovery code: keep what is set up, or replace it. */
export function KeepPage({ session, ways, now, anew, problems = [] }: Props) {
  const { hasApp, text } = ways;
  const zone = session.company.timeZone;
  const again = text && { state: text, action: textAction, now, zone };
  const mayType = hasApp || text?.sentAt !== undefined;
  const shown = mayType ? problems : problems.map(({ field: _, ...rest }) => rest);
  return (
    <Layout frame={frameOf(session, text ? "Do you still have your phone?" : appTitle, shown)}>
      <Steps at={2} first="Sign in" />
      <p>Your recovery code is used up. Before you save a new one, make sure that your sign-in codes work.</p>
      <h2>{hasApp ? "I still have my authenticator app" : "I still get texts"}</h2>
      {mayType && (
        <Form submit={hasApp && !text ? "Keep this app" : "Keep this"} action="/enrol">
          <CodeField label="6-digit code" hint={hintOf(ways, zone)} problems={problems} />
        </Form>
      )}
      {again && (
        <div class="section">
          {text.sentAt ? <TextAgain {...again} /> : <TextMe {...again} look={hasApp ? "quiet" : "main"} />}
        </div>
      )}
      <OtherWays title="I don't have it any more">
        <p>Set up the phone you have now. What was set up before stops working.</p>
        <p>
          <a class="button button-quiet" href={anew}>
            Set up anew
          </a>
        </p>
      </OtherWays>
    </Layout>
  );
}

function hintOf({ hasApp, text }: CodeWays, zone: string): string {
  const fromApp = "From the app you have used so far";
  if (!text?.sentAt) return `${fromApp}.`;
  return hasApp ? `${fromApp}, or the one we texted. ${textedText(text, zone)}` : textedText(text, zone);
}
