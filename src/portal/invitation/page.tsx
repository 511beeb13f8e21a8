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
  const { companyName, email, firstName } = invitation;
  return (
    <Layout frame={{ title: `Welcome, ${firstName}`, company: companyName, problems }}>
      <Steps at={1} />
      <p>
        {companyName} invites you to its payments. Choose a password, then set up an authenticator app on your
        phone. It takes about three minutes.
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

type OtherPersonProps = { person: string; invitation: InvitationView; returnTo: string };

/** Somebody else is signed in in this browser: their session must not be mixed with this invitation. */
export function OtherPersonPage({ person, invitation, returnTo }: OtherPersonProps) {
  const { companyName, firstName, email } = invitation;
  return (
    <Layout frame={{ title: `You're signed in as ${person}`, company: companyName }}>
      <p>
        This invitation is for {firstName} ({email}). Sign out and continue, or leave this page if it isn't
        you.
      </p>
      <Form submit="Sign out and continue" action="/sign-out">
        <input type="hidden" name="return" value={returnTo} />
      </Form>
    </Layout>
  );
}
