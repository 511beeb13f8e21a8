import { lockoutOf } from "../domain/lockout.ts";
import { isPaymentsAdmin } from "../domain/person.ts";
import type { Tx } from "./db.ts";
import { listPaymentsAdmins } from "./grants.ts";
import { listAdministrators } from "./users.ts";

/** More than any company has; the list is short. */
const maxHolders = 50;

/** The enrolled Payments Admins, and whether any of them can give a code now. */
export async function findLockout(tx: Tx, now: Date) {
  const administrators = await listAdministrators(tx);
  const held = new Map(administrators.map((one) => [one.id, one.heldUntil]));
  const rows = await listPaymentsAdmins(tx, { offset: 0, limit: maxHolders });
  const holders = rows
    .filter((one) => isPaymentsAdmin(one, true))
    .map((one) => ({ ...one, heldUntil: held.get(one.id) ?? null }));
  return { state: lockoutOf(holders, now), holders, administrators };
}
