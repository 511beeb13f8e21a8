import { and, eq, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import type { Tx } from "./db.ts";
import { hitOne, onlyRow } from "./rows.ts";
import { workspaces } from "./schema/company.ts";

/** False when it was marked before, or was never installed. */
export async function markUninstalled(tx: Tx, id: string, uninstalledAt: Date): Promise<boolean> {
  const rows = await tx
    .update(workspaces)
    .set({ uninstalledAt })
    .where(and(eq(workspaces.id, id), isNull(workspaces.uninstalledAt)))
    .returning({ id: workspaces.id });
  return hitOne(rows, "workspace");
}

/** False when it is installed already. */
export async function markInstalled(tx: Tx, id: string, installedAt: Date): Promise<boolean> {
  const rows = await tx
    .update(workspaces)
    .set({ installedAt, uninstalledAt: null })
    .where(and(eq(workspaces.id, id), isNotNull(workspaces.uninstalledAt)))
    .returning({ id: workspaces.id });
  return hitOne(rows, "workspace");
}

type Installed = Pick<
  typeof workspaces.$inferInsert,
  "id" | "name" | "tokenBox" | "refreshBox" | "tokenExpiresAt"
> & { installedAt: Date };

/** The app is in this workspace from now on, with this token: for the first time, or again. */
export async function saveInstallation(tx: Tx, { id, ...rest }: Installed): Promise<void> {
  const fresh = { ...rest, uninstalledAt: null, refreshLeasedUntil: null, refreshFailedAt: null };
  const rows = await tx
    .insert(workspaces)
    .values({ id, ...fresh })
    .onConflictDoUpdate({ target: [workspaces.companyId, workspaces.id], set: fresh })
    .returning({ id: workspaces.id });
  onlyRow(rows, "workspace");
}

type Lease = { id: string; now: Date; leasedUntil: Date; endsBefore: Date };

/** The refresh token of one that ends soon, for whoever comes first; undefined for everybody else until the lease is over. */
export async function leaseRefresh(
  tx: Tx,
  { id, now, leasedUntil, endsBefore }: Lease,
): Promise<string | undefined> {
  const rows = await tx
    .update(workspaces)
    .set({ refreshLeasedUntil: leasedUntil })
    .where(
      and(
        eq(workspaces.id, id),
        isNull(workspaces.uninstalledAt),
        isNotNull(workspaces.refreshBox),
        lte(workspaces.tokenExpiresAt, endsBefore),
        or(isNull(workspaces.refreshLeasedUntil), lte(workspaces.refreshLeasedUntil, now)),
      ),
    )
    .returning({ refreshBox: workspaces.refreshBox });
  return hitOne(rows, "workspace") ? (rows[0]?.refreshBox ?? undefined) : undefined;
}

type Held = { workspaceId: string; leasedUntil: Date };
type Sealed = Pick<typeof workspaces.$inferInsert, "tokenBox" | "refreshBox" | "tokenExpiresAt">;

/** False when the lease is not ours any more: the app was installed again meanwhile, or uninstalled. */
export async function saveRefreshed(tx: Tx, held: Held, sealed: Sealed): Promise<boolean> {
  const rows = await tx
    .update(workspaces)
    .set({ ...sealed, refreshLeasedUntil: null, refreshFailedAt: null })
    .where(isHeld(held))
    .returning({ id: workspaces.id });
  return hitOne(rows, "workspace");
}

/** Keeps since when it fails, and that nobody tries before `again`. "first": since now. */
export async function failRefresh(
  tx: Tx,
  held: Held,
  { at, again }: { at: Date; again: Date },
): Promise<"first" | "again" | "over"> {
  const rows = await tx
    .update(workspaces)
    .set({
      refreshLeasedUntil: again,
      refreshFailedAt: sql`coalesce(${workspaces.refreshFailedAt}, ${at.toISOString()})`,
    })
    .where(isHeld(held))
    .returning({ failedAt: workspaces.refreshFailedAt });
  if (!hitOne(rows, "workspace")) return "over";
  return rows[0]?.failedAt?.getTime() === at.getTime() ? "first" : "again";
}

const isHeld = ({ workspaceId, leasedUntil }: Held) =>
  and(eq(workspaces.id, workspaceId), eq(workspaces.refreshLeasedUntil, leasedUntil));
