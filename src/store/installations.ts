import { and, eq, isNotNull, isNull } from "drizzle-orm";
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
