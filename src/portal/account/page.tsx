import { dateText } from "../../domain/time-text.ts";
import type { Session } from "../../flows/find-session.ts";
import type { Account } from "../../flows/view-account.ts";
import { Facts, Notice } from "../ui/blocks.tsx";
import { frameOf } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";
import { Badge, Empty, Row, Rows } from "../ui/rows.tsx";
import { ActivityRows } from "./activity-pages.tsx";
import { ContactSection } from "./contact-section.tsx";
import { type Done, doneTexts } from "./done-text.ts";
import { SessionsSection } from "./sessions-section.tsx";
import { SignInSection } from "./sign-in-section.tsx";

type Props = { session: Session; account: Account };
/** `mayInstall`: this person can add the app to another Slack workspace. */
type PageProps = Props & { done?: Done | undefined; mayInstall: boolean };

/** One's own account: how I sign in, where I'm signed in, how I'm reached, which Slack acts for me, what happened lately. */
export function AccountPage({ session, account, done, mayInstall }: PageProps) {
  const { user, company } = session;
  const rows: [string, string][] = [
    ["Name", `${user.firstName} ${user.lastName}`],
    ["Company", company.displayName],
  ];
  if (user.isAdministrator) rows.push(["Role", roleText(account)]);
  return (
    <Layout frame={{ ...frameOf(session, "Account security"), section: "account", isWide: true }}>
      {done && (
        <Notice kind="good" label="Done.">
          {doneTexts[done]}
        </Notice>
      )}
      <Facts rows={rows} />
      <SignInSection session={session} account={account} />
      <SessionsSection session={session} account={account} />
      <ContactSection session={session} account={account} />
      {(user.relationship === "employee" || account.links.length > 0) && (
        <SlackSection session={session} account={account} mayInstall={mayInstall} />
      )}
      <section class="section" aria-labelledby="activity-title">
        <h2 id="activity-title">Recent activity</h2>
        <ActivityRows events={account.activity} timeZone={company.timeZone} />
        <p>
          <a class="more" href="/account/activity">
            See all activity
          </a>
        </p>
      </section>
      {user.relationship === "employee" && <ResetSection mayReset={account.isPaymentsAdmin} />}
    </Layout>
  );
}

function SlackSection({ session, account, mayInstall }: PageProps) {
  return (
    <section class="section" aria-labelledby="slack-title">
      <h2 id="slack-title">Slack</h2>
      {account.links.length === 0 ? (
        <Empty>
          <p>
            No Slack account acts for you. To link yours, type <code>/payments-me</code> in Slack.
          </p>
        </Empty>
      ) : (
        <Rows label="Slack accounts">
          {account.links.map(({ id, name, slackUserId, workspaceId, linkedAt, isSuspended }) => (
            <Row
              title={name || slackUserId}
              side={
                <>
                  {isSuspended && <Badge tone="off">Turned off</Badge>}
                  <a href={`/account/slack/${id}`} aria-label={`Unlink ${name || slackUserId}`}>
                    Unlink
                  </a>
                </>
              }
            >
              <p class="quiet">
                {slackUserId} in {workspaceId} · linked {dateText(linkedAt, session.company.timeZone)}
              </p>
              {isSuspended && (
                <p class="quiet">That Slack account was deactivated, so it can't act for you.</p>
              )}
            </Row>
          ))}
        </Rows>
      )}
      {mayInstall && (
        <p>
          <a class="more" href="/slack/install">
            Add {session.company.displayName} payments to a Slack workspace
          </a>
        </p>
      )}
    </section>
  );
}

const ResetSection = ({ mayReset }: { mayReset: boolean }) => (
  <section class="section" aria-labelledby="reset-title">
    <h2 id="reset-title">Multifactor authentication of others</h2>
    <p>
      Somebody lost their phone, or their codes don't work? Make sure first that it's really them.{" "}
      {mayReset ? "You'll need a code of your own." : "A Payments Admin decides."}
    </p>
    <p>
      <a class="button button-quiet" href="/account/reset-mfa">
        {mayReset ? "Reset MFA" : "Ask for an MFA reset"}
      </a>
    </p>
  </section>
);

function roleText({ role, isPaymentsAdmin }: Account): string {
  const roles = [
    role === "system_administrator" ? "System Administrator" : "",
    isPaymentsAdmin ? "Payments Admin" : "",
  ];
  return roles.filter(Boolean).join(", ");
}
