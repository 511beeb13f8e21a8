import { sql } from "drizzle-orm";
import { customType, pgPolicy, pgRole, text, timestamp } from "drizzle-orm/pg-core";

/** The role of every tenant transaction; made by drizzle/0000_roles.sql, before any table. */
const appRole = pgRole("latchkey_app").existing();
/** The role of the outbox worker and the timers; its policies cover only their tables. */
const workerRole = pgRole("latchkey_worker").existing();

/** Normalised text under `collate "C"`: equality and `starts_with` are leakproof there, so row-level security keeps the index (RUNTIME 3). */
export const textC = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

/** An AES-256-GCM box (`crypto/secret-box.ts`) as text: `keyId.nonce.ciphertext`. */
export const box = (name: string) => text(name);

/** Every time is UTC with time zone and handed in by the caller: SQL never asks the clock. */
export const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** `nullif`, because after a transaction an app setting is `''`: without a tenant no row is seen. */
const currentCompany = sql`nullif(current_setting('app.company_id', true), '')`;

/** Filled from the transaction's tenant, so that no statement names a company and none can name a wrong one. */
export const companyId = () => text("company_id").notNull().default(currentCompany);
export const id = () => text("id").notNull();

/** Rows are seen and written only by the tenant that the transaction has set (R62). */
export const tenantPolicy = (column = "company_id") => {
  const isOwn = sql`${sql.identifier(column)} = ${currentCompany}`;
  return pgPolicy("tenant", { for: "all", to: appRole, using: isOwn, withCheck: isOwn });
};

/** The worker reads and marks due rows of all companies; nothing else. */
export const workerPolicy = () =>
  pgPolicy("worker", { for: "all", to: workerRole, using: sql`true`, withCheck: sql`true` });
