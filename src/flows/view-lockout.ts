import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { canAct } from "../domain/lockout.ts";
import { fullName, isAdministrator } from "../domain/person.ts";
import { getCompany } from "../store/companies.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { findLockout } from "../store/lockout.ts";
import { findSavedRecoveryCode } from "../store/recovery-codes.ts";
import { findRequestFacts, type RequestFacts } from "../store/request-facts.ts";
import { listPendingRequests, type Request } from "../store/requests.ts";
import { findLatestReset } from "../store/resets.ts";
import { findUser } from "../store/users.ts";

const maxRequests = 5;

export type LockedOut = {
  firstName: string;
  name: string;
  isOneself: boolean;
  hasRecoveryCode: boolean;
  /** A setup code was mailed, and they are not back in yet. */
  isResetOpen: boolean;
  heldUntil: Date | null;
};

export type Lockout = {
  state: "out" | "alone" | "safe";
  companyName: string;
  /** The enrolled Payments Admins; while nobody can act, what would bring each back. */
  holders: LockedOut[];
  /** Other System Administrators, who could be given access. */
  others: { name: string; isOneself: boolean }[];
  /** What is under way: grants, new System Administrators, resets of those who are locked out. */
  requests: RequestFacts[];
};

/** Whether anybody can run payments, and the way out with its progress, read from the rows; undefined for whoever is no administrator. */
export async function viewLockout(
  deps: Pick<Deps, "db" | "now">,
  actor: Actor,
): Promise<Lockout | undefined> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const now = deps.now();
    const { state, holders: facts, administrators } = await findLockout(tx, now);
    const me = administrators.find((one) => one.id === actor.userId);
    if (me?.status !== "active" || !isAdministrator(me, me.grantedAt !== null)) return undefined;
    const companyName = (await getCompany(tx)).displayName;
    const empty: Lockout = { state, companyName, holders: [], others: [], requests: [] };
    if (state === "safe") return empty;
    const stuck = facts.filter((one) => state === "alone" || !canAct(one, now));
    const holders = await Promise.all(
      stuck.map((one) => holderOf(tx, { ...one, actorId: actor.userId, now })),
    );
    if (state === "alone") return { ...empty, holders };
    const others = administrators
      .filter((one) => one.role === "system_administrator" && one.grantedAt === null)
      .map((one) => ({ name: fullName(one), isOneself: one.id === actor.userId }));
    const stuckIds = new Set(stuck.map((one) => one.id));
    return { ...empty, holders, others, requests: await progress(tx, { stuckIds, now }) };
  });
}

type Stuck = {
  id: string;
  firstName: string;
  lastName: string;
  heldUntil: Date | null;
  actorId: string;
  now: Date;
};

async function holderOf(tx: Tx, { id, heldUntil, actorId, now, ...names }: Stuck): Promise<LockedOut> {
  const user = await findUser(tx, id);
  return {
    firstName: names.firstName,
    name: fullName(names),
    isOneself: id === actorId,
    hasRecoveryCode: user !== undefined && (await findSavedRecoveryCode(tx, id)) !== undefined,
    isResetOpen: (await findLatestReset(tx, id))?.outcome === "open",
    heldUntil: heldUntil && heldUntil > now ? heldUntil : null,
  };
}

/** What others have begun, oldest first. */
async function progress(
  tx: Tx,
  { stuckIds, now }: { stuckIds: ReadonlySet<string>; now: Date },
): Promise<RequestFacts[]> {
  const helps = ({ kind, subjectId }: Request) =>
    kind === "grant" ||
    kind === "system_administrator" ||
    (kind === "reset" && subjectId !== null && stuckIds.has(subjectId));
  const pending = (await listPendingRequests(tx, 50)).filter(helps).slice(0, maxRequests);
  const found = await Promise.all(pending.map(({ id }) => findRequestFacts(tx, { id, now })));
  return found.filter((one) => one !== undefined);
}
