import { Layout } from "./layout.tsx";
import type { StoredMail } from "./mailbox.ts";

const refreshSeconds = 5;

/** Everybody's mail, newest first. */
export function MailboxPage({ mails }: { mails: StoredMail[] }) {
  return (
    <Layout title="Mailbox" current="mailbox" refresh={refreshSeconds}>
      {mails.length === 0 ? <p>No mail yet. It shows up here by itself.</p> : <MailTable mails={mails} />}
    </Layout>
  );
}

const MailTable = ({ mails }: { mails: StoredMail[] }) => (
  <div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">To</th>
          <th scope="col">Subject</th>
          <th scope="col">Received</th>
        </tr>
      </thead>
      <tbody>
        {mails.map(({ id, to, subject, receivedAt }) => (
          <tr>
            <td>{to}</td>
            <td>
              <a href={`/mailbox/${id}`}>{subject}</a>
            </td>
            <td>{timeOf(receivedAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/** One mail as HTML and as text. */
export function MailPage({ mail }: { mail: StoredMail }) {
  const { subject, from, to, receivedAt, text, html } = mail;
  return (
    <Layout title={subject} current="mailbox">
      <p class="soft">
        From {from} · to {to} · {timeOf(receivedAt)}
      </p>
      {html && <iframe title="The mail" sandbox={sandbox} srcdoc={linksInNewWindow + html} />}
      <h2>As plain text</h2>
      <pre>{text}</pre>
    </Layout>
  );
}

/** A mail runs no script and reaches nothing of this page; its links open a window of their own. */
const sandbox = "allow-popups allow-popups-to-escape-sandbox";
const linksInNewWindow = '<base target="_blank">';

/** The machine's own zone: it is the visitor's. */
const timeOf = (at: Date) => at.toLocaleString("en-US", { dateStyle: "medium", timeStyle: "medium" });
