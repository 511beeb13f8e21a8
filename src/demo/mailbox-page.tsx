import { dayTimeText } from "../domain/time-text.ts";
import { Layout } from "./layout.tsx";
import type { StoredMail } from "./mailbox.ts";
import { demoZone } from "./people.ts";

type Mails = { mails: readonly StoredMail[] };

/** Everybody's mail, newest first. */
export function MailboxPage({ mails }: Mails) {
  return (
    <Layout title="Mailbox" current="mailbox">
      <div data-live="/parts/mailbox">
        <MailList mails={mails} />
      </div>
    </Layout>
  );
}

/** What came, and to whom. Each opens in a window of its own, so that the list stays. */
export function MailList({ mails }: Mails) {
  if (mails.length === 0) return <p class="soft">No mail yet. It shows up here by itself.</p>;
  return (
    <ul class="plain">
      {mails.map(({ id, to, subject, receivedAt }) => (
        <li>
          <a href={`/mailbox/${id}`} target="_blank" rel="noopener">
            {subject}
          </a>
          <p class="soft">{`To ${to}, ${timeOf(receivedAt)}`}</p>
        </li>
      ))}
    </ul>
  );
}

/** One mail as HTML and as text. */
export function MailPage({ mail }: { mail: StoredMail }) {
  const { subject, from, to, receivedAt, text, html } = mail;
  return (
    <Layout title={subject} current="mailbox">
      <p class="soft">
        From {from} · to {to} · {timeOf(receivedAt)}
      </p>
      {html && <iframe class="mail" title="The mail" sandbox={sandbox} srcdoc={linksInNewWindow + html} />}
      <h2>As plain text</h2>
      <pre>{text}</pre>
    </Layout>
  );
}

/** A mail runs no script and reaches nothing of this page; its links open a window of their own. */
const sandbox = "allow-popups allow-popups-to-escape-sandbox";
const linksInNewWindow = '<base target="_blank">';

const timeOf = (at: Date) => dayTimeText(at, demoZone);
