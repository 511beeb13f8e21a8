import { Layout } from "./layout.tsx";
import { demoPassword, olivia, petra } from "./people.ts";

export type Places = { workspaceUrl: string; portalUrl: string };

/** Where the one printed address leads: what is here, and what to try first. */
export function HomePage({ workspaceUrl, portalUrl }: Places) {
  return (
    <Layout title="Reset a payee's MFA from Slack" current="home">
      <p>
        Petra Alvarez of Alvarez Drywall lost her phone, so she cannot sign in to see her payments. You are
        Olivia Reyes, Payments Admin of Acme Builders. Everything runs on this machine; nothing leaves it.
      </p>
      <ul class="cards">
        <Place href={workspaceUrl} name="Slack workspace" about="Acme Builders, with the bot in it" />
        <Place href="/mailbox" name="Mailbox" about="Everybody's mail" />
        <Place href="/phone" name="Phone" about="Everybody's authenticator codes" />
        <Place href={portalUrl} name="Portal" about="Where people sign in" />
      </ul>
      <h2>Try this first</h2>
      <Steps workspaceUrl={workspaceUrl} portalUrl={portalUrl} />
      <h2>The people</h2>
      <People />
      <p>
        Everybody's password is <code>{demoPassword}</code>. To sign in as somebody else, sign out first or
        open a private window.
      </p>
      <p class="soft">
        What you do here is kept, and Petra cannot be reset again within 30 days without an approval. Start
        over: stop the demo, then <code>npm run demo -- --reset</code>
      </p>
    </Layout>
  );
}

const Place = ({ href, name, about }: { href: string; name: string; about: string }) => (
  <li class="card">
    <a href={href}>{name}</a>
    <p class="soft">{about}</p>
  </li>
);

const Steps = ({ workspaceUrl, portalUrl }: Places) => (
  <ol class="steps">
    <li>
      In the <a href={`${workspaceUrl}/?as=${olivia.slackUserId}`}>workspace as Olivia</a>, type{" "}
      <code>/payments-reset-mfa {petra.email}</code>
    </li>
    <li>
      Say why, and how you made sure it is Petra. Your 6-digit code is Olivia's on the{" "}
      <a href="/phone">phone</a>. Press Reset MFA.
    </li>
    <li>
      Petra has a setup code in the <a href="/mailbox">mailbox</a>. Follow the mail, or open the{" "}
      <a href={`${portalUrl}/sign-in`}>portal</a>, and sign in as <code>{petra.email}</code> with the password
      below.
    </li>
    <li>
      Type the setup code, and choose an authenticator app. It is on the <a href="/phone">phone</a> already:
      type the code that it shows for Petra. Text messages arrive there, too.
    </li>
    <li>
      Save the recovery code. Back in the workspace, under Apps, Latchkey tells Olivia that Petra is back in.
    </li>
  </ol>
);

const rows: [string, string, string][] = [
  ["Olivia Reyes", olivia.email, "System Administrator and Payments Admin"],
  ["Marcus Lee", "marcus@acmebuilders.example", "Manager, System Administrator"],
  ["Sam Okafor", "sam@acmebuilders.example", "Support, a member"],
  ["Nora Kim", "nora@acmebuilders.example", "Newly hired: in Slack, but not invited yet"],
  [petra.name, petra.email, "Payee of Alvarez Drywall: not in Slack"],
];

const People = () => (
  <div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Email</th>
          <th scope="col">Who</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, email, who]) => (
          <tr>
            <th scope="row">{name}</th>
            <td>{email}</td>
            <td>{who}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
