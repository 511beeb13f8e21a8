import { dayTimeText } from "../../domain/time-text.ts";
import type { Session } from "../../flows/find-session.ts";
import type { Account } from "../../flows/view-account.ts";
import { Form } from "../ui/form.tsx";
import { Badge, Row, Rows } from "../ui/rows.tsx";

/** Where one is signed in, without any address: the device and when it was last seen (R53). */
export function SessionsSection({ session, account }: { session: Session; account: Account }) {
  const others = account.sessions.filter(({ isThis }) => !isThis);
  return (
    <section class="section" aria-labelledby="sessions-title">
      <h2 id="sessions-title">Where you're signed in</h2>
      <Rows label="Where you're signed in">
        {account.sessions.map(({ id, device, lastSeenAt, isThis, isUnfinished }) => (
          <Row
            title={device}
            side={isThis ? <Badge tone="good">This device</Badge> : <EndForm id={id} device={device} />}
          >
            <p class="quiet">
              {isThis ? "Active now" : `Last seen ${dayTimeText(lastSeenAt, session.company.timeZone)}`}
            </p>
            {isUnfinished && <p class="quiet">Only the password was given here, and no code yet.</p>}
          </Row>
        ))}
      </Rows>
      {others.length > 1 && (
        <Form submit="Sign out all other devices" action="/account/sessions/end" look="quiet" />
      )}
    </section>
  );
}

const EndForm = ({ id, device }: { id: string; device: string }) => (
  <form method="post" action="/account/sessions/end">
    <input type="hidden" name="session" value={id} />
    <button type="submit" class="button-link" aria-label={`Sign out ${device}`}>
      Sign out
    </button>
  </form>
);
