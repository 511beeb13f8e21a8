import type { Session } from "../../flows/find-session.ts";
import { Notice } from "../ui/blocks.tsx";
import { Field } from "../ui/fields.tsx";
import { Form } from "../ui/form.tsx";
import { frameOf, type Problem } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";

export type SignInView = {
  /** Known from the installation, the link or the last sign-in; asked for when undefined. */
  company: { slug: string; displayName: string; isOnly: boolean } | undefined;
  typed?: { company?: string | undefined; email?: string | undefined };
  /** The session that the browser still carried is over. */
  hasEnded?: boolean;
  problems?: Problem[];
};

/** The first step: company where it is not known, email, password. */
export function SignInPage({ company, typed = {}, hasEnded, problems = [] }: SignInView) {
  return (
    <Layout frame={{ title: "Sign in", company: company?.displayName, problems }}>
      {hasEnded && (
        <Notice kind="info">
          <p>
            You were signed out to keep your account safe. Sign in again and you'll be back where you were.
          </p>
        </Notice>
      )}
      <Form submit="Continue" action="/sign-in">
        {company ? (
          <input type="hidden" name="company" value={company.slug} />
        ) : (
          <Field
            name="company"
            label="Company"
            hint="Its short name, for example acme-builders"
            value={typed.company}
            autocomplete="organization"
            problems={problems}
          />
        )}
        <Field
          name="email"
          label="Email"
          type="email"
          inputmode="email"
          autocomplete="username"
          value={typed.email}
          problems={problems}
          isFirst={company !== undefined}
        />
        <Field
          name="password"
          label="Password"
          type="password"
          autocomplete="current-password"
          problems={problems}
        />
      </Form>
      {company && !company.isOnly && (
        <p class="actions">
          Not {company.displayName}? <a href="/sign-in?company=">Sign in to another company</a>
        </p>
      )}
    </Layout>
  );
}

/** Somebody is signed in in this browser already, and says whether that is who came. */
export function SignedInPage({ session }: { session: Session }) {
  const { firstName } = session.user;
  return (
    <Layout frame={frameOf(session, `You're signed in as ${firstName}`)}>
      <p>Are you somebody else? Sign out and continue, then sign in as yourself.</p>
      <Form submit="Sign out and continue" action="/sign-out" />
      <p class="actions">
        <a href="/account/security">Continue as {firstName}</a>
      </p>
    </Layout>
  );
}
