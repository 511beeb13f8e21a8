import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { fullName, isPaymentsAdmin } from "../domain/person.ts";
import type { Governance } from "../domain/policy.ts";
import { getCompany, governanceOf } from "../store/companies.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { countDead, findNewestMessage, listDead } from "../store/dead-letters.ts";
import { listFactors } from "../store/factors.ts";
import { hasGrant } from "../store/grants.ts";
import { findSavedRecoveryCode } from "../store/recovery-codes.ts";
import { findRequestFacts, type RequestFacts } from "../store/request-facts.ts";
import { findOpenRequest } from "../store/requests.ts";
import { hasCompletedReset } from "../store/resets.ts";
import { findUser, listAdministrators, type User } from "../store/users.ts";
import { type Approver, approversIn } from "./list-approvers.ts";
import { listMyRequests, type MyRequests } from "./view-requests.ts";

const undeliveredMs = 7 * 24 * 60 * 60_000;
const maxUndelivered = 5;

export type Home = MyRequests & {
  me: HomeOwner;
  companyName: string;
  /** Only for System Administrators. */
  administration: Administration | null;
};

export type HomeOwner = {
  name: string;
  email: string;
  relationship: "employee" | "payee";
  role: "member" | "system_administrator";
  isPaymentsAdmin: boolean;
  hasFactor: boolean;
  hasRecoveryCode: boolean;
};

export type Administration = {
  governance: Governance;
  /** What the last post found wrong with the channel. */
  channelFault: string | null;
  /** In the channel's workspace, or, without a channel, in the viewer's. */
  approvers: Approver[];
  /** Null: there is no channel, or none was sent to it. */
  testPost: "waiting" | "posted" | "failed" | null;
  enrolledPaymentsAdmins: number;
  /** Whether the people here have seen a reset from end to end. */
  hasCompletedReset: boolean;
  help: { name: string; email: string; phone: string | null };
  /** A change of the settings that waits for another administrator. */
  openChange: RequestFacts | null;
  undelivered: { count: number; newest: Undelivered[] };
};

/** Nothing of what it said. `why` is a short code. */
export type Undelivered = { kind: string; to: string | null; why: string; at: Date };

/** Everything that the person's Home shows, and nothing that others may see only: one transaction, bounded lists. */
export function viewHome(
  deps: Pick<Deps, "db" | "now">,
  actor: Actor,
  { workspaceId }: { workspaceId: string },
): Promise<Home> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const now = deps.now();
    const user = await findUser(tx, actor.userId);
    if (!user) throw new Error("the gate let an unknown user pass");
    const me = await ownerOf(tx, user);
    const { displayName } = await getCompany(tx);
    const requests = await listMyRequests(tx, { userId: user.id, now });
    const administration =
      me.role === "system_administrator" ? await administrationOf(tx, { workspaceId, now }) : null;
    return { ...requests, me, companyName: displayName, administration };
  });
}

async function ownerOf(tx: Tx, user: User): Promise<HomeOwner> {
  const factors = await listFactors(tx, user.id);
  return {
    name: fullName(user),
    email: user.email,
    relationship: user.relationship,
    role: user.role,
    isPaymentsAdmin: isPaymentsAdmin(user, await hasGrant(tx, user.id)),
    hasFactor: factors.some((factor) => factor.state === "active"),
    hasRecoveryCode: (await findSavedRecoveryCode(tx, user.id)) !== undefined,
  };
}

async function administrationOf(
  tx: Tx,
  { workspaceId, now }: { workspaceId: string; now: Date },
): Promise<Administration> {
  const company = await getCompany(tx);
  const governance = await governanceOf(tx);
  const since = new Date(now.getTime() - undeliveredMs);
  const open = await findOpenRequest(tx, { kind: "policy", subjectKey: "company" });
  const administrators = await listAdministrators(tx);
  const newest = await listDead(tx, { since, limit: maxUndelivered });
  return {
    governance,
    channelFault: company.approvalsChannelFault,
    approvers: await approversIn(tx, { workspaceId: governance.channel?.workspaceId ?? workspaceId, now }),
    testPost: await testPostOf(tx, governance),
    enrolledPaymentsAdmins: administrators.filter((one) => isPaymentsAdmin(one, one.grantedAt !== null))
      .length,
    hasCompletedReset: await hasCompletedReset(tx),
    help: { name: company.helpName, email: company.helpEmail, phone: company.helpPhone },
    openChange: open ? ((await findRequestFacts(tx, { id: open.id, now })) ?? null) : null,
    undelivered: {
      count: newest.length < maxUndelivered ? newest.length : await countDead(tx, since),
      newest: newest.map(({ kind, why, deadAt, firstName, lastName }) => ({
        kind,
        to: firstName === null ? null : fullName({ firstName, lastName: lastName ?? "" }),
        why: why ?? "",
        at: deadAt ?? now,
      })),
    },
  };
}

/** What became of the first post to the channel that is in force. */
async function testPostOf(tx: Tx, { channel }: Governance): Promise<Administration["testPost"]> {
  if (!channel) return null;
  const post = await findNewestMessage(tx, { kind: "channel_test_post", refId: channel.channelId });
  if (!post) return null;
  // Slack answers with the message's own id: without one nothing stands there.
  if (post.deliveredAt) return post.receipt?.["ts"] ? "posted" : null;
  return post.deadAt ? "failed" : "waiting";
}
