import { type Context, Hono } from "hono";
import type { Refusal } from "../../domain/refusal.ts";
import { stopReset } from "../../flows/stop-reset.ts";
import { viewStopLink } from "../../flows/view-stop-link.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { otherPerson } from "../other-person.ts";
import { refusalStatus, refusalText } from "../refusal-text.ts";
import { MessagePage } from "../ui/message-page.tsx";
import { show } from "../ui/show.ts";
import { NotMePage, StoppedPage } from "./page.tsx";

export function notMeRoutes(deps: PortalDeps) {
  return new Hono<PortalEnv>()
    .get("/not-me/:token", async (c) => {
      const view = await viewStopLink(deps, c.req.param("token"));
      if (!view.ok) return showRefusal(c, deps, view.refusal);
      const person = otherPerson(c.var.session, view.value);
      return show(c, <NotMePage view={view.value} person={person} />);
    })
    .post("/not-me/:token", async (c) => {
      const stopped = await stopReset(deps, { token: c.req.param("token") });
      return stopped.ok ? show(c, <StoppedPage {...stopped.value} />) : showRefusal(c, deps, stopped.refusal);
    });
}

function showRefusal(c: Context<PortalEnv>, deps: PortalDeps, refusal: Refusal) {
  const title = refusal.code === "stop_link_used" ? "This link was already used" : "We don't know this link";
  return show(
    c,
    <MessagePage frame={{ title }} action={{ href: "/sign-in", text: "Go to sign-in" }}>
      <p>{refusalText(refusal, { now: deps.now() })}</p>
    </MessagePage>,
    refusalStatus(refusal),
  );
}
