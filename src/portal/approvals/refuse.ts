import type { Context } from "hono";
import type { Refusal } from "../../domain/refusal.ts";
import { idIn } from "../actor-of.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { showRefusal } from "../refusal-page.tsx";

/** Back to the request as it stands now: what closed it stands there. */
export function refuseRequest(c: Context<PortalEnv>, deps: PortalDeps, refusal: Refusal) {
  const isUnknown = refusal.code === "request_unknown";
  const back = isUnknown
    ? { href: "/payments/approvals", text: "Go to Approvals" }
    : { href: `/payments/approvals/${idIn(c, "requestId")}`, text: "See the request" };
  return showRefusal(c, deps, { refusal, section: "approvals", back });
}

/** After something was done to it: the request as it stands now. */
export const toRequest = (c: Context<PortalEnv>) =>
  c.redirect(`/payments/approvals/${idIn(c, "requestId")}`, 303);
