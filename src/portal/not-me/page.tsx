import { dayTimeText } from "../../domain/time-text.ts";
import type { StopView } from "../../flows/view-stop-link.ts";
import { Facts, Notice } from "../ui/blocks.tsx";
import { Form } from "../ui/form.tsx";
import { phoneText } from "../ui/help.ts";
import { Layout } from "../ui/layout.tsx";
import { MessagePage } from "../ui/message-page.tsx";

const reasons: Record<string, string> = {
  lost_phone: "Lost or broken phone",
  new_phone: "New phone or number",
  stolen: "Stolen, or someone else may have it",
  codes_fail: "Codes don't work",
  other: "Other",
};

/** Who, when, why, and what stopping does. `person`: somebody else is signed in here, which changes nothing: it only closes, and must not wait. Opening it does nothing: mail scanners do that too (R48). */
export function NotMePage({ view, person }: { view: StopView; person: string | undefined }) {
  const { companyName, helpPhone, subjectName, actorName, executedAt, reason, outcome, timeZone } = view;
  const place = view.isByOperator ? `who runs Latchkey for ${companyName}` : companyName;
  return (
    <Layout frame={{ title: "Didn't ask for this?", company: companyName }}>
      {person !== undefined && (
        <Notice kind="info" label={`You're signed in as ${person}.`}>
          This page is about {subjectName}, and works without that sign-in.
        </Notice>
      )}
      <p>Somebody reset the sign-in codes of {subjectName}:</p>
      <Facts
        rows={[
          ["Reset by", `${actorName}, ${place}`],
          ["When", dayTimeText(executedAt, timeZone)],
          ["Reason given", reasons[reason] ?? reason],
        ]}
      />
      <h2>What happens if you stop it</h2>
      <ul>
        <li>The setup code stops working.</li>
        {outcome !== "completed" && reason !== "stolen" && (
          <li>The codes from before work again, after a sign-in with the password and one of them.</li>
        )}
        {outcome === "completed" && (
          <li>The authenticator app that was set up since then is removed, and everybody is signed out.</li>
        )}
        <li>Every administrator of {companyName} is told at once.</li>
      </ul>
      <p>
        If you did ask for this, or you aren't sure,{" "}
        {helpPhone ? `call ${companyName} first: ${phoneText(helpPhone)}.` : `ask ${companyName} first.`}
      </p>
      <Form submit="Stop this reset" look="danger" />
    </Layout>
  );
}

type StoppedProps = { companyName: string; canReturn: boolean; helpName: string; helpPhone: string | null };

/** What holds from now on, and the way back in. */
export function StoppedPage({ companyName, canReturn, helpName, helpPhone }: StoppedProps) {
  const frame = { title: "The reset is stopped", company: companyName };
  return (
    <MessagePage frame={frame} action={{ href: "/sign-in", text: "Go to sign-in" }}>
      <p>The setup code no longer works, and every administrator of {companyName} has been told.</p>
      {canReturn ? (
        <p>Your authenticator app works again as before: sign in with your password and a code from it.</p>
      ) : (
        <p>To sign in again you need a new reset. {helpName} will make sure that it's really you.</p>
      )}
      <p>
        Think somebody else is behind this? Call {helpName}
        {helpPhone ? ` at ${phoneText(helpPhone)}` : ""}, and change the password of your email.
      </p>
    </MessagePage>
  );
}
