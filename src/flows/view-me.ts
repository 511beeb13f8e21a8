import type { Deps } from "../deps.ts";
import type { SlackActor } from "../domain/actor.ts";
import { fullName, isPaymentsAdmin } from "../domain/person.ts";
import { inTenant } from "../store/db.ts";
import { listFactors } from "../store/factors.ts";
import { hasGrant } from "../store/grants.ts";
import { findSavedRecoveryCode } from "../store/recovery-codes.ts";
import { findLink } from "../store/slack-links.ts";
import { findUser } from "../store/users.ts";

export type Me = {
  name: string;
  email: string;
  role: "member" | "system_administrator";
  isPaymentsAdmin: boolean;
  hasFactor: boolean;
  hasRecoveryCode: boolean;
  linkedAt: Date | null;
  lastSignInAt: Date | null;
};

/** What `/payments-me` says of the linked person. */
export async function viewMe(deps: Pick<Deps, "db">, actor: SlackActor): Promise<Me> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const user = await findUser(tx, actor.userId);
    if (!user) throw new Error("the gate let an unknown user pass");
    const factors = await listFactors(tx, user.id);
    return {
      name: fullName(user),
      email: user.email,
      role: user.role,
      isPaymentsAdmin: isPaymentsAdmin(user, await hasGrant(tx, user.id)),
      hasFactor: factors.some((factor) => factor.state === "active"),
      hasRecoveryCode: (await findSavedRecoveryCode(tx, user.id)) !== undefined,
      linkedAt: (await findLink(tx, actor))?.linkedAt ?? null,
      lastSignInAt: user.lastSignInAt,
    };
  });
}
