import { Hono } from "hono";
import { viewRequest } from "../../flows/view-request.ts";
import { viewRequests } from "../../flows/view-requests.ts";
import { actorOf, idIn } from "../actor-of.ts";
import { takeDone } from "../cookies.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { sessionOf } from "../session-of.ts";
import { show } from "../ui/show.ts";
import { codeRoutes } from "./code-routes.tsx";
import { requestDone } from "./done-text.ts";
import { ApprovalsPage } from "./list-page.tsx";
import { plainRoutes } from "./plain-routes.tsx";
import { refuseRequest } from "./refuse.ts";
import { OnlookerPage, RequestPage } from "./request-page.tsx";

/** Payments › Approvals: a decision can be taken here as in Slack, by the same flows; they redraw the thread there. */
export const approvalRoutes = (deps: PortalDeps) =>
  new Hono<PortalEnv>()
    .get("/payments/approvals", async (c) => {
      const requests = await viewRequests(deps, actorOf(c));
      return show(c, <ApprovalsPage session={sessionOf(c)} requests={requests} />);
    })
    .get("/payments/approvals/:requestId", async (c) => {
      const session = sessionOf(c);
      const seen = await viewRequest(deps, actorOf(c), idIn(c, "requestId"));
      if (!seen.ok) return refuseRequest(c, deps, seen.refusal);
      if (seen.value.viewer === "colleague")
        return show(c, <OnlookerPage session={session} seen={seen.value} />);
      const done = takeDone(c, deps, requestDone);
      return show(c, <RequestPage session={session} seen={seen.value} done={done} />);
    })
    .route("/", codeRoutes(deps))
    .route("/", plainRoutes(deps));
