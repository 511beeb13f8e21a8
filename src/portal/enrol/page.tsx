import type { Child } from "hono/jsx";
import type { Session } from "../../flows/find-session.ts";
import type { Enrolment } from "../../flows/view-enrolment.ts";
import { AppSetup } from "../ui/app-setup.tsx";
import { Notice, OtherWays, Steps } from "../ui/blocks.tsx";
import { CodeField } from "../ui/fields.tsx";
import { Form } from "../ui/form.tsx";
import { frameOf, type Problem } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";

type Props = { session: Session; enrolment: Enrolment; problems?: Problem[] };

/** R18: said wherever texts are chosen. */
export const textRisk = "It's less safe: whoever takes over your phone number gets your codes.";

/** How codes are to come: the app first, texts where they are offered. */
export function ChoicePage({ session, enrolment }: Omit<Props, "problems">) {
  return (
    <Layout frame={frameOf(session, "How do you want to get your codes?")}>
      <Steps at={2} first={firstStep(enrolment)} />
      <Before enrolment={enrolment} />
      <p>At each sign-in you type a 6-digit code beside your password.</p>
      <section class="way way-first">
        <h2>
          Authenticator app <span class="mark-text">Recommended</span>
        </h2>
        <p>A free app on your phone makes the codes. It works without a signal, and nobody else gets them.</p>
        <a class="button button-main" href="/enrol/app">
          Set up an app
        </a>
      </section>
      <section class="way">
        <h2>Text message</h2>
        <p>We text you a code each time. {textRisk}</p>
        <a class="button button-quiet" href="/enrol/sms">
          Use text messages
        </a>
      </section>
      {enrolment.isRecovery && <KeepWay />}
    </Layout>
  );
}

/** The app's set-up: the secret as a picture and as text, proven by its first code. */
export function EnrolAppPage({ session, enrolment, problems = [] }: Props) {
  const { secret, uri, companyName, isRecovery, texts } = enrolment;
  return (
    <Layout frame={frameOf(session, "Set up your authenticator app", problems)}>
      <Steps at={2} first={firstStep(enrolment)} />
      <Before enrolment={enrolment} />
      {texts === "app_only" && (
        <Notice kind="info">{companyName} asks administrators to use an app, not text messages.</Notice>
      )}
      <AppSetup secret={secret} uri={uri} companyName={companyName} />
      <Form submit="Continue" action="/enrol/app">
        <CodeField label="6-digit code" problems={problems} />
      </Form>
      {texts === "offered" && (
        <OtherWays title="Can't use an app?">
          <p>
            <a href="/enrol/sms">Get codes by text message instead</a>. {textRisk}
          </p>
        </OtherWays>
      )}
      {isRecovery && <KeepWay />}
    </Layout>
  );
}

/** Back to keeping what works already. */
export const KeepWay = () => (
  <OtherWays title="Found your phone?" id="found">
    <p>
      <a href="/enrol">My sign-in codes still work</a>
    </p>
  </OtherWays>
);

/** What the person must know before: their old codes are gone. */
function Before({ enrolment }: Pick<Props, "enrolment">): Child {
  if (!enrolment.isReset) return null;
  return (
    <Notice kind="info">Your old codes no longer work. This sets up the phone that you have now.</Notice>
  );
}

export const firstStep = ({ isReset, isRecovery }: Enrolment) =>
  isReset ? "Setup code" : isRecovery ? "Sign in" : "Password";
