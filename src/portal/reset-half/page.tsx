import { spelledOut } from "../../domain/spelled.ts";
import { dayTimeText } from "../../domain/time-text.ts";
import type { Session } from "../../flows/find-session.ts";
import type { ShownHalf } from "../../flows/show-half.ts";
import type { HalfView } from "../../flows/view-half.ts";
import { Facts, Notice } from "../ui/blocks.tsx";
import { Form } from "../ui/form.tsx";
import { frameOf } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";

/** Before it is shown: whose half it is, and to have them on the phone first. */
export function HalfPage({ session, half }: { session: Session; half: HalfView }) {
  const { name, firstName, executedAt, codeExpiresAt, attestation } = half;
  const { timeZone } = session.company;
  return (
    <Layout frame={frameOf(session, `Read ${firstName} the second half`)}>
      <p>
        {firstName} has the first half of the setup code by email. You checked that it's really {firstName},
        so you read them the second.
      </p>
      <Facts
        rows={[
          ["Person", name],
          ["Reset", dayTimeText(executedAt, timeZone)],
          ["Good until", dayTimeText(codeExpiresAt, timeZone)],
          ["You confirmed", attestation],
        ]}
      />
      <Notice kind="warn" label={`Have ${firstName} on the phone first,`}>
        at a number that you already had, or beside you. The half is shown once.
      </Notice>
      <Form submit="Show the second half" />
    </Layout>
  );
}

/** Once; another look at this address says so. */
export function ShownHalfPage({ session, shown }: { session: Session; shown: ShownHalf }) {
  const { firstName, half, codeExpiresAt } = shown;
  return (
    <Layout frame={frameOf(session, `Read this to ${firstName} now`)}>
      <p class="big-code">{half}</p>
      <p>
        Say it as: <strong>{spelledOut(half)}</strong>
      </p>
      <p>
        {firstName} follows the link in the email, and types the half from there and this one. Both are good
        until {dayTimeText(codeExpiresAt, session.company.timeZone)}.
      </p>
      <Notice kind="warn" label="Only by voice.">
        Don't write it in a chat or an email, and don't ask for {firstName}'s half.
      </Notice>
      <p class="quiet">Closed too early? Send {firstName} a new code: it comes with a new half for you.</p>
      <p class="actions">
        <a class="button button-quiet" href="/account/security">
          {firstName} has it
        </a>
      </p>
    </Layout>
  );
}
