import { aloneText, lockoutSentences } from "../../domain/lockout-text.ts";
import { dateText } from "../../domain/time-text.ts";
import type { Session } from "../../flows/find-session.ts";
import type { AdminsPage, ViewedAdmin } from "../../flows/view-admins.ts";
import type { Lockout } from "../../flows/view-lockout.ts";
import { Notice } from "../ui/blocks.tsx";
import { frameOf } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";
import { Badge, Empty, Pager, Row, Rows, type Tone } from "../ui/rows.tsx";
import { pageWords, Told } from "../ui/told.tsx";

type Props = { session: Session; found: AdminsPage; lockout: Lockout | undefined; isRemoved: boolean };

/** Payment Processing: who the Payments Admins are, and whether anybody can run payments. */
export function ConfigurationPage({ session, found, lockout, isRemoved }: Props) {
  const { admins, mayGrant, mayRemove, page, pages } = found;
  const { timeZone } = session.company;
  return (
    <Layout frame={{ ...frameOf(session, "Payment Processing"), section: "payments", isWide: true }}>
      {isRemoved && (
        <Notice kind="good">
          <p>Removed. They can no longer reset MFA or approve, and get a message about it.</p>
        </Notice>
      )}
      <LockoutNotice found={found} lockout={lockout} timeZone={timeZone} />
      <div class="toolbar">
        <h2>Payments Admins</h2>
        {mayGrant && (
          <a class="button button-main" href="/payments/configuration/add">
            Add Admins
          </a>
        )}
      </div>
      {admins.length === 0 ? (
        <Empty>
          <p>Nobody is a Payments Admin yet.</p>
        </Empty>
      ) : (
        <Rows label="Payments Admins">
          {admins.map((admin) => (
            <AdminRow admin={admin} mayRemove={mayRemove} timeZone={timeZone} />
          ))}
        </Rows>
      )}
      <Pager
        page={page}
        hasMore={page + 1 < pages}
        hrefOf={(next) => `/payments/configuration?page=${next + 1}`}
      />
      <p class="quiet">Payments Admins can reset MFA and approve what others ask for.</p>
    </Layout>
  );
}

type NoticeProps = Pick<Props, "found" | "lockout"> & { timeZone: string };

/** Nobody can act: the ways out, with their progress. One only can: the reminder to have two. */
function LockoutNotice({ found: { isAlone, mayGrant, companyName }, lockout, timeZone }: NoticeProps) {
  const words = pageWords(timeZone);
  const told = lockoutSentences(lockout, words);
  const sentences = told.length === 0 && isAlone && mayGrant ? [aloneText(companyName, words)] : told;
  if (sentences.length === 0) return null;
  const isOut = lockout?.state === "out";
  return (
    <Notice kind="warn">
      {sentences.map((text) => (
        <p>
          <Told text={text} />
        </p>
      ))}
      <p class="notice-ways">
        <a href="/payments/configuration/add">{isOut ? "Choose person" : "Add a second one"}</a>{" "}
        <a href="/team/new">Invite one</a>
      </p>
    </Notice>
  );
}

const mfaStates: Record<NonNullable<ViewedAdmin["mfa"]>, [Tone, string]> = {
  set_up: ["good", "MFA set up"],
  not_set_up: ["off", "MFA not set up"],
  invited: ["wait", "Invited, MFA not set up"],
};

type RowProps = { admin: ViewedAdmin; mayRemove: boolean; timeZone: string };

function AdminRow({ admin, mayRemove, timeZone }: RowProps) {
  const { userId, name, email, mfa, grantedAt, grantedBy } = admin;
  const [tone, text] = mfa ? mfaStates[mfa] : [];
  return (
    <Row
      title={name}
      href={`/team/${userId}`}
      side={
        <>
          {tone && <Badge tone={tone}>{text}</Badge>}
          {mayRemove && (
            <a href={`/team/${userId}/revoke`}>
              Remove…<span class="sr"> {name}</span>
            </a>
          )}
        </>
      }
    >
      <p class="quiet">{email}</p>
      <p class="quiet">
        Since {dateText(grantedAt, timeZone)}
        {grantedBy ? `, granted by ${grantedBy}` : ""}
      </p>
    </Row>
  );
}
