import type { Session } from "../../flows/find-session.ts";
import { Notice } from "../ui/blocks.tsx";
import { CompanyField } from "../ui/company-field.tsx";
import { Field } from "../ui/fields.tsx";
import { Form } from "../ui/form.tsx";
import { frameOf, type Problem } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";

export type SignInView = {
  /** Known from the installation, the link or the last sign-in; asked for when undefined. */
  company: { slug: string; displayName: string; isOnly: boolean } | undefined;
  typed?: { company?: string | undefined; email?: string | undefined };
  /** Why one is here: the session that the browser still carried is over, or the password is a new one. */
  note?: keyof typeof notes | undefined;
  problems?: Problem[];
};

/** The first step: company where it is not known, email, password. */
export function SignInPage({ company, typed = {}, note, problems = [] }: SignInView) {
  return (
    <Layout frame={{ title: "Sign in", company: company?.displayName, problems }}>
      {note && <Notice kind={note === "changed" ? "good" : "info"}>{notes[note]}</Notice>}
      <Form submit="Continue" action="/sign-in">
        <CompanyField company={company} typed={typed.company} problems={problems} />
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
      <p class="actions">
        <a href={company ? `/password/forgot?company=${company.slug}` : "/password/forgot"}>
          Forgot your password?
        </a>
      </p>
      {company && !company.isOnly && (
        <p class="actions">
          Not {company.displayName}? <a href="/sign-in?company=">Sign in to another company</a>
        </p>
      )}
    </Layout>
  );
}

const notes = {
  ended: "You were signed out to keep your account safe. Sign in again and you'll be back where you were.",
  changed: "Your password is changed, and you were signed out everywhere. Sign in with the new one.",
};

export const isNote = (name: string): name is keyof typeof notes => Object.hasOwn(notes, name);

/** Somebody is signed in in this browser already, and says whether that is who came. `company` is the link's. */
export function SignedInPage({ session, company }: { session: Session; company: string }) {
  const { firstName } = session.user;
  return (
    <Layout frame={frameOf(session, `You're signed in as ${firstName}`)}>
      <p>Are you somebody else? Sign out and continue, then sign in as yourself.</p>
      <Form submit="Sign out and continue" action="/sign-out">
        <input type="hidden" name="company" value={company} />
      </Form>
      <p class="actions">
        <a href="/account/security">Continue as {firstName}</a>
      </p>
    </Layout>
  );
}
