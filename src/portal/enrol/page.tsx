import type { Session } from "../../flows/find-session.ts";
import type { Enrolment } from "../../flows/view-enrolment.ts";
import { Notice, OtherWays, Steps } from "../ui/blocks.tsx";
import { AppCodeField } from "../ui/fields.tsx";
import { Form } from "../ui/form.tsx";
import { frameOf, type Problem } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";
import { QrCode } from "../ui/qr-code.tsx";

type Props = { session: Session; enrolment: Enrolment; problems?: Problem[] };

/** The app's set-up: the secret as a picture and as text, proven by its first code. */
export function EnrolAppPage({ session, enrolment, problems = [] }: Props) {
  const { secret, uri, companyName, isReset, isRecovery } = enrolment;
  return (
    <Layout frame={frameOf(session, "Set up your authenticator app", problems)}>
      <Steps at={2} first={isReset ? "Setup code" : isRecovery ? "Sign in" : "Password"} />
      {isReset && (
        <Notice kind="info">Your old codes no longer work. This sets up the phone that you have now.</Notice>
      )}
      <ol class="todo">
        <li>
          <p>
            <strong>Open an authenticator app</strong> on your phone. Google Authenticator, Microsoft
            Authenticator, 1Password and others all work.
          </p>
        </li>
        <li>
          <p>
            <strong>Add an account</strong> by scanning this code:
          </p>
          <QrCode text={uri} label={`QR code to add ${companyName} to your authenticator app`} />
          <p>
            Reading this on the phone itself? <a href={uri}>Open the authenticator app</a>. Or type this key
            into it:
          </p>
          <code class="secret">{groupsOfFour(secret)}</code>
        </li>
        <li>
          <p>
            <strong>Type the 6-digit code</strong> that the app shows for {companyName}.
          </p>
        </li>
      </ol>
      <Form submit="Continue" action="/enrol/app">
        <AppCodeField label="6-digit code" problems={problems} />
      </Form>
      {isRecovery && (
        <OtherWays title="Found your phone?">
          <p>
            <a href="/enrol">I still have my authenticator app</a>
          </p>
        </OtherWays>
      )}
    </Layout>
  );
}

/** After a recovery code: keep the app that is set up, or replace it. */
export function KeepOrReplacePage({ session, problems = [] }: Omit<Props, "enrolment">) {
  return (
    <Layout frame={frameOf(session, "Do you still have your authenticator app?", problems)}>
      <Steps at={2} first="Sign in" />
      <p>Your recovery code is used up. Before you save a new one, make sure that your sign-in codes work.</p>
      <h2>I still have my authenticator app</h2>
      <Form submit="Keep this app" action="/enrol">
        <AppCodeField label="6-digit code" hint="From the app you have used so far." problems={problems} />
      </Form>
      <OtherWays title="I don't have it any more">
        <p>Set it up anew on the phone you have now. The old one stops working.</p>
        <p>
          <a class="button button-quiet" href="/enrol/app">
            Set up a new app
          </a>
        </p>
      </OtherWays>
    </Layout>
  );
}

/** "ABCD EFGH …": easier to copy by eye; apps ignore the spaces. */
const groupsOfFour = (secret: string) => secret.match(/.{1,4}/g)?.join(" ") ?? secret;
