import type { Session } from "../../flows/find-session.ts";
import { Steps } from "../ui/blocks.tsx";
import { Field } from "../ui/fields.tsx";
import { Form } from "../ui/form.tsx";
import { frameOf, type Problem } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";

type Props = { session: Session; problems?: Problem[] };

/** After both halves of a setup code: the password comes before the phone, and counts with it. */
export function NewPasswordPage({ session, problems = [] }: Props) {
  return (
    <Layout frame={frameOf(session, "Choose a new password", problems)}>
      <Steps at={1} first="New password" />
      <p>It replaces the one that you forgot, as soon as your new phone is set up. That comes next.</p>
      <Form submit="Continue">
        <div class="field">
          <label for="username">Your email</label>
          <input
            id="username"
            class="input"
            type="email"
            value={session.user.email}
            autocomplete="username"
            readonly
          />
        </div>
        <Field
          name="password"
          label="New password"
          hint="At least 12 characters. A few words that only you would put together work well."
          type="password"
          autocomplete="new-password"
          problems={problems}
        />
      </Form>
    </Layout>
  );
}
