import type { Session } from "../../flows/find-session.ts";
import type { OwnSetup } from "../../flows/view-own-setup.ts";
import { AppSetup } from "../ui/app-setup.tsx";
import { CodeField } from "../ui/fields.tsx";
import { Form } from "../ui/form.tsx";
import { frameOf, type Problem } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";
import { Back } from "../ui/rows.tsx";
import { OwnActPage } from "./own-act-page.tsx";
import type { OwnDrawn } from "./own-form.tsx";

/** The first half: a fresh code. */
export function AppPage({
  session,
  drawn,
  replaces,
}: {
  session: Session;
  drawn: OwnDrawn;
  replaces: boolean;
}) {
  const intro = replaces ? (
    <p>
      For a new phone, or a new app. Your present app keeps working until the new one has shown its first
      code. Then it stops, and you're signed out on all other devices.
    </p>
  ) : (
    <p>An app on your phone shows the codes. It works without reception, and nobody can intercept them.</p>
  );
  return (
    <OwnActPage
      session={session}
      title={replaces ? "Replace your authenticator app" : "Add an authenticator app"}
      submit="Continue"
      drawn={drawn}
      intro={intro}
      {...(replaces ? { codeHint: "From the app you have used so far." } : {})}
      also={
        replaces ? (
          <p class="actions quiet">
            Don't have it any more? <a href="/sign-out">Sign out</a>, then sign in with your recovery code.
          </p>
        ) : undefined
      }
    />
  );
}

type SetUpProps = { session: Session; setup: OwnSetup; problems: Problem[] };

/** The second half: the new app's secret, and its first code. */
export function SetUpAppPage({ session, setup, problems }: SetUpProps) {
  const companyName = session.company.displayName;
  return (
    <Layout frame={{ ...frameOf(session, "Set up your authenticator app", problems), section: "account" }}>
      <Back href="/account/security">Leave without changing anything</Back>
      <AppSetup {...setup} companyName={companyName} />
      <Form submit={setup.replaces ? "Replace the old app" : "Add this app"} action="/account/app/setup">
        <CodeField
          label="6-digit code"
          hint={setup.replaces ? "From the new app, not the old one." : undefined}
          problems={problems}
        />
      </Form>
    </Layout>
  );
}
