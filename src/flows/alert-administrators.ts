import type { Deps } from "../deps.ts";
import type { Tx } from "../store/db.ts";
import { insertOutbox } from "../store/outbox.ts";
import type { Request } from "../store/requests.ts";
import { listAdministrators } from "../store/users.ts";

/** Why every administrator hears of a request (DESIGN 2 and 3). */
export type Alert = "asked" | "wait" | "executed";

type Alerting = {
  request: Pick<Request, "id" | "subjectId" | "requesterId">;
  news: Alert;
  by: "dm" | "mail" | "both";
};

/** Tells every administrator but the subject: by Slack, by mail, or both. */
export async function alertAdministrators(
  tx: Tx,
  deps: Pick<Deps, "now" | "randomBytes" | "keys">,
  { request, news, by }: Alerting,
): Promise<void> {
  const people = (await listAdministrators(tx)).filter(
    (one) => one.firstEnrolledAt !== null && one.id !== request.subjectId,
  );
  for (const { id: recipientId } of people) {
    const message = { refId: request.id, recipientId, payload: { news } };
    if (by !== "mail") await insertOutbox(tx, deps, { kind: "request_alert_dm", ...message });
    if (by !== "dm") await insertOutbox(tx, deps, { kind: "request_alert_mail", ...message });
  }
}
