import type { Session } from "../../flows/find-session.ts";
import { OtherWays } from "../ui/blocks.tsx";
import { AppCodeField } from "../ui/fields.tsx";
import { Form } from "../ui/form.tsx";
import { frameOf, type Problem } from "../ui/frame.ts";
import { whoCanReset } from "../ui/help.ts";
import { Layout } from "../ui/layout.tsx";

/** The second step: a code of one's own. */
export function VerifyPage({ session, problems = [] }: { session: Session; problems?: Problem[] }) {
  return (
    <Layout frame={frameOf(session, "Enter your code", problems)}>
      <Form submit="Sign in">
        <AppCodeField
          label="6-digit code"
          hint={`Open your authenticator app and find ${session.company.displayName}.`}
          problems={problems}
          isFirst
        />
      </Form>
      <OtherWays title="Can't get a code?">
        <p>
          <a href="/sign-in/recovery">Use your recovery code</a>, the long one you saved when you set up.
        </p>
        <p>
          No recovery code either? Ask {whoCanReset(session)} to reset your sign-in codes. They'll make sure
          it's really you.
        </p>
      </OtherWays>
    </Layout>
  );
}

/** After a stopped reset nothing may be left that a code could prove: asking for one would lead nowhere. */
export function NoFactorPage({ session }: { session: Session }) {
  return (
    <Layout frame={frameOf(session, "No authenticator app is set up")}>
      <p>
        Your password is right, but no app can make codes for this account any more. That keeps others out,
        too.
      </p>
      <p>
        Have a recovery code that you saved after that? <a href="/sign-in/recovery">Use it</a>. Otherwise ask{" "}
        {whoCanReset(session)} to reset your sign-in codes. They'll make sure it's really you.
      </p>
    </Layout>
  );
}
