import { newId } from "../../src/crypto/token.ts";
import type { Deps } from "../../src/deps.ts";
import { appendAudit } from "../../src/store/audit.ts";
import { lockCompany } from "../../src/store/companies.ts";
import { inTenant } from "../../src/store/db.ts";
import { insertGrant, revokeGrant } from "../../src/store/grants.ts";
import { updateUser } from "../../src/store/users.ts";
import type { TestPerson } from "./people.ts";

type Role = { isSystemAdministrator?: boolean; isPaymentsAdmin?: boolean };

/**
 * Gives or takes roles at once, where a story is about what comes after. Under the company's lock, as every change of a role;
 * the flows that do it for people have tests of their own.
 */
export async function setRoles(
  deps: Deps,
  person: Pick<TestPerson, "userId" | "actor">,
  role: Role,
): Promise<void> {
  await inTenant(deps.db, person.actor.companyId, async (tx) => {
    await lockCompany(tx);
    const now = deps.now();
    if (role.isSystemAdministrator !== undefined) {
      const isOne = role.isSystemAdministrator;
      await updateUser(tx, person.userId, {
        role: isOne ? "system_administrator" : "member",
        lostSystemAdministratorAt: isOne ? null : now,
      });
    }
    const event = { at: now, subjectId: person.userId };
    if (role.isPaymentsAdmin === true) await appendAudit(tx, { kind: "payments_admin_granted", ...event });
    if (role.isPaymentsAdmin === false) await appendAudit(tx, { kind: "payments_admin_removed", ...event });
    if (role.isPaymentsAdmin === true)
      await insertGrant(tx, {
        id: newId(deps.randomBytes),
        userId: person.userId,
        grantedBy: null,
        grantedAt: now,
      });
    if (role.isPaymentsAdmin === false)
      await revokeGrant(tx, person.userId, { revokedAt: now, revokedBy: person.userId });
  });
}
