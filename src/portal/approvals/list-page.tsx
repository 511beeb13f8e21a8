import { stateText } from "../../domain/request-text.ts";
import type { Session } from "../../flows/find-session.ts";
import type { MyRequests } from "../../flows/view-requests.ts";
import { frameOf } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";
import { Empty, Row, Rows } from "../ui/rows.tsx";
import { pageWords, Told } from "../ui/told.tsx";
import { pathOf, type Shown, StateBadge, titleOf } from "./request-parts.tsx";

type Props = { session: Session; requests: MyRequests };

/** What waits for me, and what I asked for. */
export function ApprovalsPage({ session, requests: { waitingForMe, mine } }: Props) {
  const { timeZone } = session.company;
  const { isAdministrator, relationship } = session.user;
  return (
    <Layout frame={{ ...frameOf(session, "Approvals"), section: "approvals", isWide: true }}>
      <h2>Waiting for you</h2>
      {waitingForMe.length > 0 ? (
        <Requests label="Waiting for you" requests={waitingForMe} timeZone={timeZone} isToDecide />
      ) : (
        <Empty>
          <p>Nothing waits for you.</p>
          {!isAdministrator && <p>Payments Admins and System Administrators decide requests.</p>}
        </Empty>
      )}
      <h2>Your requests</h2>
      {mine.length > 0 ? (
        <Requests label="Your requests" requests={mine} timeZone={timeZone} />
      ) : (
        <Empty>
          <p>You haven't asked for anything yet.</p>
          {relationship === "employee" && (
            <p>
              Somebody lost their phone? <a href="/account/reset-mfa">Reset MFA</a>
            </p>
          )}
        </Empty>
      )}
    </Layout>
  );
}

type ListProps = { label: string; requests: Shown[]; timeZone: string; isToDecide?: boolean };

const Requests = ({ label, requests, timeZone, isToDecide }: ListProps) => (
  <Rows label={label}>
    {requests.map((facts) => (
      <Row
        title={titleOf(facts)}
        href={pathOf(facts)}
        side={isToDecide ? <a href={pathOf(facts, "approve")}>Review</a> : <StateBadge facts={facts} />}
      >
        <p class="quiet">
          <Told text={stateText(facts, pageWords(timeZone))} />
        </p>
      </Row>
    ))}
  </Rows>
);
