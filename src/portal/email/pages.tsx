import { dayTimeText } from "../../domain/time-text.ts";
import type { Session } from "../../flows/find-session.ts";
import type { StopEmailView } from "../../flows/stop-email-change.ts";
import { Facts } from "../ui/blocks.tsx";
import { Form } from "../ui/form.tsx";
import { frameOf } from "../ui/frame.ts";
import { phoneText } from "../ui/help.ts";
import { Layout } from "../ui/layout.tsx";
import { MessagePage } from "../ui/message-page.tsx";

type ConfirmProps = { session: Session; link: { email: string; expiresAt: Date } };

/** From the new mailbox, signed in: one look, one press. */
export function ConfirmEmailPage({ session, link }: ConfirmProps) {
  const { user, company } = session;
  return (
    <Layout frame={{ ...frameOf(session, "Sign in with this email?"), section: "account" }}>
      <Facts
        rows={[
          ["Until now", user.email],
          ["From now on", <strong>{link.email}</strong>],
        ]}
      />
      <p>
        Mail about your payments at {company.displayName} goes to the new address, too. Your password and your
        sign-in codes stay the same. You're signed out on all other devices.
      </p>
      <Form submit="Use this email" />
      <p class="actions quiet">The link works once, until {dayTimeText(link.expiresAt, company.timeZone)}.</p>
    </Layout>
  );
}

/** Somebody else is signed in in this browser: told so, and no more. */
export function OthersEmailPage({ session, token }: { session: Session; token: string }) {
  const { firstName } = session.user;
  return (
    <Layout frame={frameOf(session, `You're signed in as ${firstName}`)}>
      <p>This link is for another account. Sign out and continue, then sign in to that account.</p>
      <Form submit="Sign out and continue" action="/sign-out">
        <input type="hidden" name="return" value={`/email/${token}`} />
      </Form>
      <p class="actions">
        <a href="/account/security">Stay signed in as {firstName}</a>
      </p>
    </Layout>
  );
}

/** From the old mailbox: what stopping does. */
export function StopEmailPage({ view }: { view: StopEmailView }) {
  return (
    <Layout frame={{ title: "Stop the change of your email?", company: view.companyName, help: view }}>
      <p>
        Somebody who was signed in as you asked to change the email that you sign in with at{" "}
        {view.companyName} to {view.newEmail}.
      </p>
      <p>
        <strong>Wasn't it you?</strong> Stop it. Your email stays as it is, and everybody who is signed in as
        you is signed out, you too.
      </p>
      <Form submit="Stop this change" look="danger" />
      <p class="actions quiet">Was it you? Close this page. Nothing happens then.</p>
    </Layout>
  );
}

/** Done; what to do now that somebody else was in the account. */
export function StoppedEmailPage({ view }: { view: StopEmailView }) {
  const call = view.helpPhone ? `, at ${phoneText(view.helpPhone)}` : "";
  return (
    <MessagePage
      frame={{ title: "The change is stopped", company: view.companyName, help: view }}
      action={{ href: "/sign-in", text: "Sign in" }}
    >
      <p>Your email is the same as before, and everybody was signed out of your account.</p>
      <p>
        Whoever did this had a code of yours. Call {view.helpName}
        {call}, then sign in and choose a new password.
      </p>
    </MessagePage>
  );
}
