import { and, asc, eq, isNull } from "drizzle-orm";
import { type Governance, policyOf } from "../domain/policy.ts";
import type { Db, Tx } from "./db.ts";
import { onlyRow } from "./rows.ts";
import { companies, routes, workspaces } from "./schema/company.ts";

export type Company = typeof companies.$inferSelect;
export type Workspace = typeof workspaces.$inferSelect;
type RouteKind = "slug" | "team" | "enterprise";

/** What a transaction that holds the lock has read: nobody else changes it before the commit. */
const held = new WeakMap<Tx, Company>();

/** The company of the transaction's tenant. */
export async function getCompany(tx: Tx): Promise<Company> {
  return held.get(tx) ?? onlyRow(await tx.select().from(companies), "company");
}

/** What the company has set about its approvals. */
export async function governanceOf(tx: Tx): Promise<Governance> {
  const company = await getCompany(tx);
  const { approvalsWorkspaceId: workspaceId, approvalsChannelId: channelId, approvalsChannelName } = company;
  const channel =
    workspaceId && channelId ? { workspaceId, channelId, name: approvalsChannelName ?? channelId } : null;
  return { policy: policyOf(company.policy), channel };
}

/** Makes whoever counts within the company wait for the one before; rows that refer to the company may still be written. */
export async function lockCompany(tx: Tx): Promise<void> {
  if (held.has(tx)) return;
  held.set(tx, onlyRow(await tx.select().from(companies).for("no key update"), "company"));
}

/** Under `lockCompany`. */
export async function updateCompany(tx: Tx, changes: Partial<typeof companies.$inferInsert>): Promise<void> {
  const company = onlyRow(await tx.update(companies).set(changes).returning(), "company");
  if (held.has(tx)) held.set(tx, company);
}

export async function insertCompany(tx: Tx, company: typeof companies.$inferInsert): Promise<void> {
  await tx.insert(companies).values(company);
}

/** Claims a slug or a Slack team for a company; false when it belongs to one already. */
export async function insertRoute(tx: Tx, route: { kind: RouteKind; key: string; companyId: string }) {
  const rows = await tx.insert(routes).values(route).onConflictDoNothing().returning({ key: routes.key });
  return rows.length === 1;
}

/** Which company a slug or Slack team belongs to: the one read before a tenant is known. */
export async function findRoute(db: Db | Tx, kind: RouteKind, key: string): Promise<string | undefined> {
  const rows = await db
    .select({ companyId: routes.companyId })
    .from(routes)
    .where(and(eq(routes.kind, kind), eq(routes.key, key)));
  return rows[0]?.companyId;
}

/** Up to `limit` companies by slug. */
export function listSlugs(db: Db, limit: number): Promise<{ slug: string; companyId: string }[]> {
  return db
    .select({ slug: routes.key, companyId: routes.companyId })
    .from(routes)
    .where(eq(routes.kind, "slug"))
    .orderBy(asc(routes.key))
    .limit(limit);
}

export async function insertWorkspace(tx: Tx, workspace: typeof workspaces.$inferInsert): Promise<void> {
  await tx.insert(workspaces).values(workspace);
}

export async function findWorkspace(tx: Tx, id: string): Promise<Workspace | undefined> {
  const rows = await tx.select().from(workspaces).where(eq(workspaces.id, id));
  return rows[0];
}

/** Those of the tenant in which the app is installed. */
export function listInstalled(tx: Tx): Promise<Workspace[]> {
  return tx.select().from(workspaces).where(isNull(workspaces.uninstalledAt)).orderBy(asc(workspaces.id));
}
