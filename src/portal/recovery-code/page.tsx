import { dateText } from "../../domain/time-text.ts";
import type { Session } from "../../flows/find-session.ts";
import { Steps } from "../ui/blocks.tsx";
import { Tick } from "../ui/fields.tsx";
import { Form } from "../ui/form.tsx";
import { frameOf, type Problem } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";

type Props = {
  session: Session;
  code: string;
  madeAt: Date;
  isLastStep: boolean;
  publicUrl: string;
  problems?: Problem[];
};

/** The code, until it is said to be saved (R24). Copy and Print are offered by the script, where there is one. */
export function RecoveryCodePage(props: Props) {
  const { session, code, isLastStep, problems = [] } = props;
  return (
    <Layout frame={{ ...frameOf(session, "Save your recovery code", problems), hasScript: true }}>
      {isLastStep && <Steps at={3} />}
      <p>
        If you lose your phone, this code gets you back in. It works once, together with your password. We
        show it only now.
      </p>
      <p class="big-code">{code}</p>
      <div class="offers" data-offers>
        <a class="button button-quiet" href="/recovery-code/download" download>
          Download as a text file
        </a>
      </div>
      <p>
        Or write it down. Keep it where you keep important papers or in a password manager, not on the phone
        that has your authenticator app.
      </p>
      <Form submit="Continue" action="/recovery-code">
        <Tick name="saved" label="I have securely saved this code" problems={problems} />
      </Form>
      <RecoverySheet {...props} />
    </Layout>
  );
}

/** What comes out of the printer, and nothing else: no address, no name. Not on the screen. */
function RecoverySheet({ session, code, madeAt, publicUrl }: Props) {
  const name = session.company.displayName;
  return (
    <div class="sheet" aria-hidden="true">
      <p class="sheet-company">{name} payments</p>
      <p class="sheet-title">Recovery code</p>
      <p class="sheet-code">{code}</p>
      <p>
        It works once, together with your password, if you lose your phone: sign in at {publicUrl}/sign-in and
        choose “Use your recovery code”. Nobody at {name} will ever ask you for it.
      </p>
      <p>Made {dateText(madeAt, session.company.timeZone)}. A newer code replaces it.</p>
    </div>
  );
}

/** It was shown for as long as we keep it, and not ticked: it never counted, so a new one may be made. */
export function RecoveryCodeGonePage({ session }: Pick<Props, "session">) {
  return (
    <Layout frame={frameOf(session, "Make a new recovery code")}>
      <Steps at={3} />
      <p>
        The code was shown for 30 minutes and is gone. If you wrote it down, throw that away: it doesn't work.
        Make a new one and save it.
      </p>
      <Form submit="Make a new code" action="/recovery-code/new" />
    </Layout>
  );
}

/** What is downloaded. It names no password and no address: whoever finds it should learn little. */
export const recoveryCodeText = (
  session: Session,
  { code, publicUrl }: { code: string; publicUrl: string },
) =>
  [
    `Recovery code for ${session.company.displayName} payments`,
    "",
    code,
    "",
    "It works once, together with your password, if you lose your phone:",
    `sign in at ${publicUrl}/sign-in and choose "Use your recovery code".`,
    `Nobody at ${session.company.displayName} will ever ask you for it.`,
    "",
  ].join("\r\n");
