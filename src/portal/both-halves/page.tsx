import { Notice, OtherWays } from "../ui/blocks.tsx";
import { CompanyField } from "../ui/company-field.tsx";
import { Field } from "../ui/fields.tsx";
import { Form } from "../ui/form.tsx";
import type { Problem } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";

export type BothHalvesView = {
  company: { slug: string; displayName: string; isOnly: boolean } | undefined;
  typed?: { company?: string | undefined; email?: string | undefined };
  problems?: Problem[];
};

/** Who lost the phone and forgot the password, too: the half that was mailed and the half that was read to them, typed as one. */
export function BothHalvesPage({ company, typed = {}, problems = [] }: BothHalvesView) {
  return (
    <Layout frame={{ title: "Type both halves of your code", company: company?.displayName, problems }}>
      <p>
        One half is in the email. Whoever checked that it's you reads you the other. Together they let you
        choose a new password and set up your new phone.
      </p>
      <Notice kind="warn" label="Never tell anyone your half.">
        You listen, and you type. Nobody who helps you needs the half in the email.
      </Notice>
      <Form submit="Continue" action="/sign-in/setup-code">
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
          name="code"
          label="Setup code, both halves"
          hint="10 letters and digits, like K7QM4 T2X9F. Either half first; capitals, spaces and dashes don't matter."
          autocomplete="off"
          maxlength={40}
          problems={problems}
          isCode
        />
      </Form>
      <OtherWays title="Something else?">
        <p>
          <a href="/sign-in">I know my password</a>
        </p>
        {company && !company.isOnly && (
          <p>
            <a href="/sign-in/setup-code?company=">Another company than {company.displayName}</a>
          </p>
        )}
      </OtherWays>
    </Layout>
  );
}
