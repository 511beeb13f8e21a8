import type { PasswordLinkView } from "../../flows/view-password-link.ts";
import { CompanyField } from "../ui/company-field.tsx";
import { Field } from "../ui/fields.tsx";
import { Form } from "../ui/form.tsx";
import type { Problem } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";
import { MessagePage } from "../ui/message-page.tsx";
import type { KnownCompany } from "../which-company.ts";

type ForgotProps = {
  company: KnownCompany | undefined;
  typed?: { company?: string | undefined; email?: string | undefined };
  problems?: Problem[];
};

/** Company where it is not known, and the address. */
export function ForgotPage({ company, typed = {}, problems = [] }: ForgotProps) {
  return (
    <Layout frame={{ title: "Forgot your password?", company: company?.displayName, problems }}>
      <p>
        We email you a link to choose a new one. You still need your sign-in codes afterwards: this doesn't
        replace a lost phone.
      </p>
      <Form submit="Email me a link" action="/password/forgot">
        <CompanyField company={company} typed={typed.company} problems={problems} />
        <Field
          name="email"
          label="Email"
          hint="The address you sign in with."
          type="email"
          inputmode="email"
          autocomplete="username"
          value={typed.email}
          problems={problems}
          isFirst={company !== undefined}
        />
      </Form>
      <p class="actions">
        <a href={company ? `/sign-in?company=${company.slug}` : "/sign-in"}>Back to sign-in</a>
      </p>
    </Layout>
  );
}

/** The same for every address, known or not (R04). */
export function LinkSentPage({ company, email }: { company: KnownCompany; email: string }) {
  return (
    <MessagePage
      frame={{ title: "Look in your email", company: company.displayName }}
      action={{ href: `/sign-in?company=${company.slug}`, text: "Back to sign-in" }}
    >
      <p>
        If somebody signs in to {company.displayName} with <strong>{email}</strong>, an email is on its way
        there. Its link is good for 30 minutes and works once.
      </p>
      <p>
        Nothing there after a few minutes? Look in your spam folder, and check the address. If you asked three
        times within an hour, wait an hour before you ask again.
      </p>
    </MessagePage>
  );
}

/** The mailed link, opened: whose password, and the new one. */
export function NewPasswordPage({ view, problems = [] }: { view: PasswordLinkView; problems?: Problem[] }) {
  const help = view.help.helpEmail === view.email ? undefined : view.help;
  return (
    <Layout frame={{ title: "Choose a new password", company: view.companyName, help, problems }}>
      <p>
        Your sign-in codes stay as they are. You'll be signed out everywhere, and then sign in with the new
        password.
      </p>
      <Form submit="Change password">
        <div class="field">
          <label for="username">Your email</label>
          <input
            id="username"
            class="input"
            type="email"
            value={view.email}
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
