import { dateText, dayTimeText } from "../../domain/time-text.ts";
import type { Session } from "../../flows/find-session.ts";
import type { Account } from "../../flows/view-account.ts";
import { Facts } from "../ui/blocks.tsx";
import { frameOf } from "../ui/frame.ts";
import { whoCanReset } from "../ui/help.ts";
import { Layout } from "../ui/layout.tsx";

type Props = { session: Session; account: Account };

/** One's own account: who I am, how I sign in, which Slack acts for me. */
export function AccountPage({ session, account }: Props) {
  const { user, company } = session;
  const rows: [string, string][] = [
    ["Name", `${user.firstName} ${user.lastName}`],
    ["Email", user.email],
    ["Company", company.displayName],
  ];
  if (user.isAdministrator) rows.push(["Role", roleText(account)]);
  if (account.lastSignInAt) rows.push(["Last sign-in", dayTimeText(account.lastSignInAt, company.timeZone)]);
  return (
    <Layout frame={{ ...frameOf(session, "Account security"), isWide: true }}>
      <Facts rows={rows} />
      <SignInSection session={session} account={account} />
      <SlackSection session={session} account={account} />
      {account.isPaymentsAdmin && <ResetSection />}
    </Layout>
  );
}

function SignInSection({ session, account }: Props) {
  const { timeZone } = session.company;
  const { factors, recoveryCodeSavedAt } = account;
  return (
    <section class="section" aria-labelledby="sign-in-title">
      <h2 id="sign-in-title">How you sign in</h2>
      <ul class="list">
        <li>
          <p>Password</p>
          <p class="quiet">Only you know it. We keep no copy that can be read.</p>
        </li>
        {factors.map(({ activatedAt }) => (
          <li>
            <p>Authenticator app</p>
            <p class="quiet">Set up {dateText(activatedAt, timeZone)}</p>
          </li>
        ))}
        <li>
          <p>Recovery code</p>
          <p class="quiet">
            {recoveryCodeSavedAt
              ? `Saved ${dateText(recoveryCodeSavedAt, timeZone)}`
              : "None. You'll be asked at the next sign-in."}
          </p>
        </li>
      </ul>
      <p class="quiet">
        New phone? Use your recovery code at the next sign-in. If you can't find it, {whoCanReset(session)}{" "}
        can reset your sign-in codes.
      </p>
    </section>
  );
}

function SlackSection({ session, account }: Props) {
  return (
    <section class="section" aria-labelledby="slack-title">
      <h2 id="slack-title">Slack</h2>
      {account.links.length === 0 ? (
        <p class="quiet">
          No Slack account acts for you yet. In Slack, type <code>/payments-me</code> and choose Link my
          Slack.
        </p>
      ) : (
        <>
          <ul class="list">
            {account.links.map(({ name, slackUserId, workspaceId, linkedAt, isSuspended }) => (
              <li>
                <p>{name || slackUserId}</p>
                <p class="quiet">
                  {slackUserId} in {workspaceId}, linked {dateText(linkedAt, session.company.timeZone)}
                  {isSuspended
                    ? ". Suspended, because that Slack account was deactivated: it can't act for you."
                    : ""}
                </p>
              </li>
            ))}
          </ul>
          <p class="quiet">
            Not yours, or no longer used? In Slack, type <code>/payments-me</code> and unlink it.
          </p>
        </>
      )}
    </section>
  );
}

const ResetSection = () => (
  <section class="section" aria-labelledby="reset-title">
    <h2 id="reset-title">Somebody lost their phone?</h2>
    <p>
      In Slack, type <code>/payments-reset-mfa</code> and the person's email. Make sure first that it's really
      them. You'll need a code from your own authenticator app.
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
