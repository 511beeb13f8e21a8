import type { Sql } from "postgres";
import type { Senders } from "../../src/delivery/rendered.ts";
import type { Db } from "../../src/store/db.ts";
import { testDeps } from "../helpers/deps.ts";
import { seedCompany } from "./company.ts";

/** An empty outbox, a company of its own, and eyes that look past row-level security. */
export async function deliveryWorld(db: Db, owner: Sql) {
  await owner`truncate outbox`;
  const { deps, clock, logLines } = testDeps(db);
  const seeded = await seedCompany(db, clock.now());
  const rowOf = async (id: string) => {
    const [row] = await owner`select * from outbox where id = ${id}`;
    return row ?? {};
  };
  const reset = async () => {
    const [row] = await owner`select * from resets where company_id = ${seeded.companyId}`;
    return row ?? {};
  };
  return { deps, clock, logLines, seeded, rowOf, reset, ...seeded };
}

/** A mail server that never takes anything: for now, or for good. */
export const refusing = (retryable: boolean, reason: string): Senders => ({
  sendMail: async () => ({ ok: false, retryable, reason }),
});
