import type { RequestDetails } from "../../src/domain/request.ts";
import { updateCompany } from "../../src/store/companies.ts";
import type { Tx } from "../../src/store/db.ts";
import { insertGrant } from "../../src/store/grants.ts";
import { insertPosting } from "../../src/store/postings.ts";
import { insertApproval, insertRequest, type Request } from "../../src/store/requests.ts";
import { type Reset, updateReset } from "../../src/store/resets.ts";
import { insertLink } from "../../src/store/slack-links.ts";
import { insertUser, updateUser } from "../../src/store/users.ts";
import { hour, minute, testClock } from "../helpers/clock.ts";

export const now = testClock().now();
export const before = (ms: number) => new Date(now.getTime() - ms);
export const after = (ms: number) => new Date(now.getTime() + ms);

export const requestId = "REQUEST000000001";
const resetId = "reset000000000000";
export const postingId = "POSTING000000001";
export const channelId = "G0APPROVALS";
const rootTs = "1763663520.000100";

const resetDetails = {
  kind: "reset",
  reason: "lost_phone",
  verifiedHow: "called",
  attestation: "I called them",
  note: "Ticket 8841",
  link: null,
} satisfies RequestDetails;

type Row = Parameters<typeof insertRequest>[1];
type More = Partial<Row> & { details?: RequestDetails };

/** Sam asked 12 minutes ago to reset Petra's MFA; `more` makes it another request, or one that went on. */
export async function givenRequest(tx: Tx, more: More = {}): Promise<void> {
  const details = more.details ?? resetDetails;
  const row: Row = {
    id: requestId,
    kind: details.kind,
    state: "pending",
    requesterId: "sam",
    subjectId: "petra",
    subjectKey: "petra",
    isAsk: details.kind === "reset",
    details,
    ruleAtCreation: 1,
    createdAt: before(12 * minute),
    expiresAt: after(24 * hour),
    ...more,
  };
  if (!(await insertRequest(tx, row))) throw new Error("a request stands in the way");
}

/** Decided by Olivia, two minutes ago. */
export const decided = (state: Request["state"]): Partial<Row> => ({
  state,
  decidedBy: "olivia",
  decidedAt: before(2 * minute),
});

/** Sam, of support, linked; Olivia and Marcus enrolled, Olivia a Payments Admin. */
export async function givenPeople(tx: Tx): Promise<void> {
  const enrolled = { firstEnrolledAt: before(48 * hour), everEnrolledAt: before(48 * hour) };
  await insertUser(tx, {
    id: "sam",
    email: "sam@acme.com",
    firstName: "Sam",
    lastName: "Okafor",
    relationship: "employee",
    role: "member",
    status: "active",
    createdAt: before(48 * hour),
    ...enrolled,
  });
  await updateUser(tx, "olivia", enrolled);
  await updateUser(tx, "marcus", enrolled);
  await insertGrant(tx, { id: "grant", userId: "olivia", grantedBy: null, grantedAt: before(48 * hour) });
  const link = { id: "link000000000sam", workspaceId: "T0ACME", slackUserId: "U0SAM", userId: "sam" };
  await insertLink(tx, { ...link, state: "active", linkedAt: before(48 * hour) });
}

export const givenChannel = (tx: Tx) =>
  updateCompany(tx, {
    approvalsWorkspaceId: "T0ACME",
    approvalsChannelId: channelId,
    approvalsChannelName: "payments-approvals",
  });

/** Where the request stands, or will. */
export const givenPosting = (
  tx: Tx,
  more: { channelId?: string | null; ts?: string | null; recipientId?: string } = {},
) =>
  insertPosting(tx, {
    id: postingId,
    refId: requestId,
    workspaceId: "T0ACME",
    channelId,
    ts: rootTs,
    createdAt: before(12 * minute),
    ...more,
  });

/** Olivia approved, and the seeded reset of Petra came of it. */
export async function givenApproved(tx: Tx, changes: Partial<Reset> = {}): Promise<void> {
  await givenRequest(tx, { ...decided("executed"), resetId });
  await insertApproval(tx, { requestId, approverId: "olivia", approvedAt: before(2 * minute) });
  await updateReset(tx, { id: resetId, outcome: "open" }, { requestId, ...changes });
}
