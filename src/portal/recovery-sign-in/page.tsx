import type { Session } from "../../flows/find-session.ts";
import { OtherWays } from "../ui/blocks.tsx";
import { Field } from "../ui/fields.tsx";
import { Form } from "../ui/form.tsx";
import { frameOf, type Problem } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";

/** The recovery code in the place of the app's code. */
export function RecoverySignInPage({ session, problems = [] }: { session: Session; problems?: Problem[] }) {
  return (
    <Layout frame={frameOf(session, "Use your recovery code", problems)}>
      <p>
        It works once. Then you set up your authenticator app, or confirm the one you have, and save a new
        code.
      </p>
      <Form submit="Continue">
        <Field
          name="code"
          label="Recovery code"
          hint="26 letters and digits. Capitals, spaces and dashes don't matter."
          autocomplete="off"
          maxlength={80}
          problems={problems}
          isCode
        />
      </Form>
      <OtherWays title="Other ways">
        <p>
          <a href="/sign-in/verify">Use a code from your authenticator app</a>
        </p>
        <p>
          Can't find it? <a href="/sign-in/help">See how to get help</a>.
        </p>
      </OtherWays>
    </Layout>
  );
}
