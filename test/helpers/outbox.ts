import { desc, eq } from "drizzle-orm";
import { open } from "../../src/crypto/secret-box.ts";
import type { Deps } from "../../src/deps.ts";
import { inTenant } from "../../src/store/db.ts";
import { payloadPlace } from "../../src/store/outbox.ts";
import type { OutboxKind } from "../../src/store/outbox-kinds.ts";
import { outbox } from "../../src/store/schema/delivery.ts";

/** The newest message of a kind, whether it has left or not. */
async function newestMessage(deps: Pick<Deps, "db">, companyId: string, kind: OutboxKind) {
  const rows = await inTenant(deps.db, companyId, (tx) =>
    tx.select().from(outbox).where(eq(outbox.kind, kind)).orderBy(desc(outbox.createdAt)).limit(1),
  );
  return rows[0];
}

/** The secrets of the newest message of a kind that has not left yet, as its reader will see them. */
export async function payloadOf(
  deps: Pick<Deps, "db" | "keys">,
  companyId: string,
  kind: OutboxKind,
): Promise<Record<string, string>> {
  const message = await newestMessage(deps, companyId, kind);
  if (!message?.payloadBox) throw new Error(`no ${kind} with a payload waits`);
  return JSON.parse(open(deps.keys, payloadPlace(message.id), message.payloadBox));
}

/** The kinds of all messages, oldest first. */
export async function messageKinds(deps: Pick<Deps, "db">, companyId: string): Promise<string[]> {
  const rows = await inTenant(deps.db, companyId, (tx) =>
    tx.select({ kind: outbox.kind }).from(outbox).orderBy(outbox.createdAt),
  );
  return rows.map((row) => row.kind);
}
