import { dayTimeText } from "../../domain/time-text.ts";
import type { Session } from "../../flows/find-session.ts";
import type { Activity, ActivityPage } from "../../flows/list-own-activity.ts";
import { Form } from "../ui/form.tsx";
import { frameOf, helpFor } from "../ui/frame.ts";
import { phoneText } from "../ui/help.ts";
import { Layout } from "../ui/layout.tsx";
import { Back, Empty, Row, Rows } from "../ui/rows.tsx";

/** Events of one's own account, newest first; each with the way for whoever did not do it. */
export function ActivityRows({ events, timeZone }: { events: Activity[]; timeZone: string }) {
  if (events.length === 0) return <Empty>Nothing has happened yet.</Empty>;
  return (
    <div class="events">
      <Rows label="Recent activity">
        {events.map(({ text, at, device, isOwn }) => (
          <Row
            title={text}
            side={
              <a href="/account/not-you" aria-label={`${isOwn ? "Wasn't you" : "Unexpected"}? ${text}`}>
                {isOwn ? "Wasn't you?" : "Unexpected?"}
              </a>
            }
          >
            <p class="quiet">
              {dayTimeText(at, timeZone)}
              {device ? ` · ${device}` : ""}
            </p>
          </Row>
        ))}
      </Rows>
    </div>
  );
}

/** All of it, by twenties. */
export function AllActivityPage({
  session,
  page,
}: {
  session: Session;
  page: ActivityPage & { isLater: boolean };
}) {
  return (
    <Layout frame={{ ...frameOf(session, "Recent activity"), section: "account", isWide: true }}>
      <Back href="/account/security">Account security</Back>
      <ActivityRows events={page.events} timeZone={session.company.timeZone} />
      {(page.isLater || page.before) && (
        <nav class="pager" aria-label="Pages">
          {page.isLater ? <a href="/account/activity">Newest</a> : <span />}
          {page.before ? <a href={`/account/activity?before=${page.before}`}>Older</a> : <span />}
        </nav>
      )}
    </Layout>
  );
}

/** Somebody else may be in the account: what to do, in the order in which it helps. */
export function NotYouPage({ session }: { session: Session }) {
  const help = helpFor(session);
  return (
    <Layout frame={{ ...frameOf(session, "Wasn't it you?"), section: "account" }}>
      <Back href="/account/security">Account security</Back>
      <p>Then somebody else may have your password or your phone. Do this now, from the top:</p>
      <ol class="todo">
        <li>
          <p>
            <strong>Sign out all other devices.</strong> You stay signed in here.
          </p>
          <Form submit="Sign out all others" action="/account/sessions/end" look="quiet" />
        </li>
        <li>
          <p>
            <strong>Choose a new password.</strong> One that you use nowhere else.
          </p>
          <p>
            <a href="/account/password">Change password</a>
          </p>
        </li>
        <li>
          <p>
            <strong>Replace your authenticator app and recovery code</strong> if somebody may have them.
          </p>
          <p>
            <a href="/account/app">Replace the app</a> · <a href="/account/recovery-code">Make a new code</a>
          </p>
        </li>
        <li>
          <p>
            <strong>Tell {help?.helpName ?? "another administrator"}.</strong> They can lock your account at
            once, and see what else was done.
          </p>
          {help && (
            <p>
              {help.helpPhone && (
                <>
                  <a href={`tel:${help.helpPhone.replace(/[^+\d]/g, "")}`}>{phoneText(help.helpPhone)}</a> ·{" "}
                </>
              )}
              <a href={`mailto:${help.helpEmail}`}>{help.helpEmail}</a>
            </p>
          )}
        </li>
      </ol>
    </Layout>
  );
}
