import type { Deps } from "../deps.ts";
import { appendAudit } from "../store/audit.ts";
import type { Tx } from "../store/db.ts";
import { type Request, updateRequest } from "../store/requests.ts";
import { tellRequest } from "./tell-request.ts";

/** Nobody decided in time. A decision at the last moment stands. */
export async function expireRequest(
  tx: Tx,
  deps: Pick<Deps, "now" | "randomBytes" | "keys">,
  request: Request,
): Promise<void> {
  const now = deps.now();
  if (!(await updateRequest(tx, request, { state: "expired", decidedAt: now }))) return;
  await tellRequest(tx, deps, { request, news: "expired" });
  const { id: requestId, subjectId, createdAt: begunAt } = request;
  await appendAudit(tx, { kind: "request_expired", at: now, begunAt, subjectId, facts: { requestId } });
}
