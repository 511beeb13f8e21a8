import type { Deps } from "../deps.ts";
import type { FactorKind } from "../domain/factor.ts";
import { isPaymentsAdmin } from "../domain/person.ts";
import { inTenant } from "../store/db.ts";
import { listFactors } from "../store/factors.ts";
import { hasGrant } from "../store/grants.ts";
import { findSavedRecoveryCode } from "../store/recovery-codes.ts";
import { listLinks } from "../store/slack-links.ts";
import { lockUser } from "../store/users.ts";
import type { Session } from "./find-session.ts";

export type Account = {
  factors: { kind: FactorKind; activatedAt: Date }[];
  recoveryCodeSavedAt: Date | null;
  links: { workspaceId: string; slackUserId: string; name: string; linkedAt: Date; isSuspended: boolean }[];
  lastSignInAt: Date | null;
  role: "member" | "system_administrator";
  isPaymentsAdmin: boolean;
};

/** One's own account: how one signs in, and which Slack identities act for one. */
export async function viewAccount(deps: Pick<Deps, "db">, session: Session): Promise<Account> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const user = await lockUser(tx, session.userId);
    const factors = await listFactors(tx, user.id);
    return {
      factors: factors.flatMap(({ kind, activatedAt, state }) =>
        state === "active" && activatedAt ? [{ kind, activatedAt }] : [],
      ),
      recoveryCodeSavedAt: (await findSavedRecoveryCode(tx, user.id))?.savedAt ?? null,
      links: await listLinks(tx, user.id),
      lastSignInAt: user.lastSignInAt,
      role: user.role,
      isPaymentsAdmin: isPaymentsAdmin(user, await hasGrant(tx, user.id)),
    };
  });
}
