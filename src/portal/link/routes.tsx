import { type Context, Hono } from "hono";
import type { Refusal } from "../../domain/refusal.ts";
import { claimLink } from "../../flows/claim-link.ts";
import { viewLink } from "../../flows/view-link.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { contextOf } from "../refusal-problem.ts";
import { refusalStatus, refusalText } from "../refusal-text.ts";
import { sessionOf } from "../session-of.ts";
import { frameOf } from "../ui/frame.ts";
import { MessagePage } from "../ui/message-page.tsx";
import { show } from "../ui/show.ts";
import { LinkNumberPage, LinkPage } from "./page.tsx";

export function linkRoutes(deps: PortalDeps) {
  return new Hono<PortalEnv>()
    .get("/link/:token", async (c) => {
      const session = sessionOf(c);
      const link = await viewLink(deps, session, c.req.param("token"));
      return link.ok
        ? show(c, <LinkPage session={session} link={link.value} returnTo={c.req.path} />)
        : showRefusal(c, deps, link.refusal);
    })
    .post("/link/:token", async (c) => {
      const session = sessionOf(c);
      const claimed = await claimLink(deps, session, c.req.param("token"));
      if (!claimed.ok) return showRefusal(c, deps, claimed.refusal);
      return show(c, <LinkNumberPage session={session} {...claimed.value} />);
    });
}

function showRefusal(c: Context<PortalEnv>, deps: PortalDeps, refusal: Refusal) {
  const session = sessionOf(c);
  const action = { href: "/account/security", text: "Go to my account" };
  return show(
    c,
    <MessagePage
      frame={frameOf(session, refusal.code === "link_done" ? "Your Slack is linked" : "Nothing was linked")}
      action={action}
    >
      <p>{refusalText(refusal, contextOf(deps.now(), session))}</p>
    </MessagePage>,
    refusalStatus(refusal),
  );
}
