import type { InvitationView } from "../../flows/view-invitation.ts";
import { Steps } from "../ui/blocks.tsx";
import { Field } from "../ui/fields.tsx";
import { Form } from "../ui/form.tsx";
import type { Problem } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";

/** Who is invited, by which company; the password is the first of three steps. */
export function InvitationPage({
  invitation,
  problems = [],
}: {
  invitation: InvitationView;
  problems?: Problem[];
}) {
  const { companyName, email, firstName, help } = invitation;
  const isOwnHelp = help.helpEmail === email;
  return (
    <Layout
      frame={{
        title: `Welcome, ${firstName}`,
        company: companyName,
        help: isOwnHelp ? undefined : help,
        problems,
      }}
    >
      <Steps at={1} />
      <p>
        {companyName} invites you to its payments. Choose a password, then set up sign-in codes on your phone.
        It takes about three minutes.
      </p>
      <Form submit="Continue">
        <div class="field">
          <label for="username">Your email</label>
          <input id="username" class="input" type="email" value={email} autocomplete="username" readonly />
        </div>
        <Field
          name="password"
          label="Choose a password"
          hint="At least 12 characters. A few words that only you would put together work well."
          type="password"
          autocomplete="new-password"
          problems={problems}
        />
      </Form>
    </Layout>
  );
}
