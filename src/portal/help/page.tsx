import { dayTimeText, timeText } from "../../domain/time-text.ts";
import type { Session } from "../../flows/find-session.ts";
import type { CodeWays } from "../../flows/view-code-ways.ts";
import type { HelpView } from "../../flows/view-help.ts";
import { Notice } from "../ui/blocks.tsx";
import { Form } from "../ui/form.tsx";
import { frameOf, helpFor, type Problem } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";
import { PhoneLink } from "../ui/phone-link.tsx";
import { TextMe } from "../ui/text-code.tsx";
import { WaysBackSection } from "./ways-back.tsx";

type Props = { session: Session; view: HelpView; text: CodeWays["text"]; now: Date; problems?: Problem[] };

/** Every way on without a code, the lightest first (DESIGN 3). */
export function HelpPage({ session, view, text, now, problems = [] }: Props) {
  const { lockedUntil, call, waysBack } = view;
  const { timeZone } = session.company;
  return (
    <Layout frame={frameOf(session, "Can't get a code?", problems)}>
      {lockedUntil && (
        <Notice kind="warn" label={`Codes are locked until ${timeText(lockedUntil, timeZone)}.`}>
          Too many wrong ones were typed. If you have your phone, waiting is enough.
        </Notice>
      )}
      {call && <NumberSection session={session} call={call} />}
      <section class="way" aria-labelledby="recovery-title">
        <h2 id="recovery-title">You saved a recovery code</h2>
        <p>
          The long one, from when you set up. It gets you in without your phone, and you set up a new one.
        </p>
        <p>
          <a class="button button-quiet" href="/sign-in/recovery">
            Use your recovery code
          </a>
        </p>
      </section>
      {text && (
        <section class="way" aria-labelledby="text-title">
          <h2 id="text-title">You have your phone, but not the app</h2>
          <TextMe state={text} action="/sign-in/verify/text" look="quiet" now={now} zone={timeZone} />
        </section>
      )}
      {!call && <AskSection session={session} view={view} />}
      {waysBack && <WaysBackSection waysBack={waysBack} zone={timeZone} />}
      <p class="actions">
        <a href="/sign-in/verify">Back to the code</a>
      </p>
    </Layout>
  );
}

/** The number to read over the phone, and what to say. */
function NumberSection({ session, call }: { session: Session; call: NonNullable<HelpView["call"]> }) {
  const { displayName, timeZone } = session.company;
  return (
    <section class="way" aria-labelledby="number-title">
      <h2 id="number-title">Your help number</h2>
      <p class="big-code big-number">{call.number}</p>
      <ol class="todo">
        <li>
          <Call session={session} />
        </li>
        <li>Say: "I lost my phone and can't get a code. I have a help number."</li>
        <li>Read them the number when they ask. They also make sure in their own way that it's you.</li>
        <li>Then wait for an email with a setup code, and sign in again with your new phone at hand.</li>
      </ol>
      <p class="quiet">
        {displayName} has been told. The number is good until {dayTimeText(call.expiresAt, timeZone)}; this
        page shows it again.
      </p>
    </section>
  );
}

function AskSection({ session, view: { canAskAt } }: Pick<Props, "session" | "view">) {
  const { displayName, timeZone } = session.company;
  return (
    <section class="way" aria-labelledby="lost-title">
      <h2 id="lost-title">You lost your phone</h2>
      {canAskAt ? (
        <p>
          You have asked for help twice in a day. You can ask again on {dayTimeText(canAskAt, timeZone)}.{" "}
          <Call session={session} />
        </p>
      ) : (
        <>
          <p>
            {displayName} can turn off your old codes and email you a setup code, once they've made sure that
            it's you. Asking tells them and gives you a number for the call. Nothing changes yet.
          </p>
          <Form submit={`Ask ${displayName} for help`} action="/sign-in/help" />
        </>
      )}
    </section>
  );
}

/** Whom to call. Who is the contact calls nobody: the ways of administrators say who else there is. */
function Call({ session }: { session: Session }) {
  const help = helpFor(session);
  if (!help) return <>Call another administrator.</>;
  const { helpName, helpPhone, helpEmail } = help;
  return (
    <>
      Call {helpName}
      {helpPhone ? " at " : ", or write to "}
      {helpPhone ? <PhoneLink phone={helpPhone} /> : helpEmail}.
    </>
  );
}
