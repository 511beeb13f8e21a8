import type { Session } from "../../flows/find-session.ts";
import { Steps } from "../ui/blocks.tsx";
import { Tick } from "../ui/fields.tsx";
import { Form } from "../ui/form.tsx";
import { frameOf, type Problem } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";

type Props = { session: Session; code: string; problems?: Problem[] };

/** The code, until it is said to be saved (R24). */
export function RecoveryCodePage({ session, code, problems = [] }: Props) {
  return (
    <Layout frame={frameOf(session, "Save your recovery code", problems)}>
      <Steps at={3} />
      <p>
        If you lose your phone, this code gets you back in. It works once, together with your password. We
        show it only now.
      </p>
      <p class="big-code">{code}</p>
      <p class="actions-above">
        <a class="button button-quiet" href="/recovery-code/download" download>
          Download as a text file
        </a>
      </p>
      <p>
        Or write it down. Keep it where you keep important papers or in a password manager, not on the phone
        that has your authenticator app.
      </p>
      <Form submit="Continue" action="/recovery-code">
        <Tick name="saved" label="I have securely saved this code" problems={problems} />
      </Form>
    </Layout>
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
