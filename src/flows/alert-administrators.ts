import type { Deps } from "../deps.ts";
import type { Tx } from "../store/db.ts";
import type { Request } from "../store/requests.ts";
import { tellAdministrators } from "./tell-administrators.ts";

/** Why every administrator hears of a request (DESIGN 2 and 3). */
export type Alert = "asked" | "wait" | "executed";

type Alerting = {
  request: Pick<Request, "id" | "kind" | "subjectId" | "requesterId">;
  news: Alert;
  by: "dm" | "mail" | "both";
};

/** Tells every administrator but whoever asked; the person of a reset has mails of the own. */
export async function alertAdministrators(
  tx: Tx,
  deps: Pick<Deps, "now" | "randomBytes" | "keys">,
  { request, news, by }: Alerting,
): Promise<void> {
  const { id: refId, kind, requesterId, subjectId } = request;
  await tellAdministrators(tx, deps, {
    refId,
    ...(by === "mail" ? {} : { dm: "request_alert_dm" }),
    ...(by === "dm" ? {} : { mail: "request_alert_mail" }),
    except: [requesterId, kind === "reset" ? subjectId : null],
    payload: { news },
  });
}
