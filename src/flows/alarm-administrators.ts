import type { Deps } from "../deps.ts";
import type { Tx } from "../store/db.ts";
import { insertOutbox } from "../store/outbox.ts";
import { listAdministrators } from "../store/users.ts";

/** Emergency access begins, or happens: every administrator hears of it in Slack and by mail, whom it is about, too (R58). */
export async function alarmAdministrators(
  tx: Tx,
  deps: Pick<Deps, "now" | "randomBytes" | "keys">,
  { breakGlassId, news }: { breakGlassId: string; news: "opened" | "confirmed" },
): Promise<void> {
  for (const { id: recipientId, status } of await listAdministrators(tx)) {
    if (status !== "active") continue;
    const message = { refId: breakGlassId, recipientId, payload: { news } };
    await insertOutbox(tx, deps, { kind: "break_glass_alert_dm", ...message });
    await insertOutbox(tx, deps, { kind: "break_glass_alert_mail", ...message });
  }
}
