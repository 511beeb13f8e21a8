import { type Context, Hono } from "hono";
import type { Refusal } from "../../domain/refusal.ts";
import { confirmEmailChange } from "../../flows/confirm-email-change.ts";
import { stopEmailChange, viewStopEmail } from "../../flows/stop-email-change.ts";
import { viewEmailLink } from "../../flows/view-email-link.ts";
import { writeDone } from "../cookies.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { contextOf } from "../refusal-problem.ts";
import { refusalStatus, refusalText } from "../refusal-text.ts";
import { sessionOf } from "../session-of.ts";
import { frameOf } from "../ui/frame.ts";
import { MessagePage } from "../ui/message-page.tsx";
import { show } from "../ui/show.ts";
import { ConfirmEmailPage, OthersEmailPage, StopEmailPage, StoppedEmailPage } from "./pages.tsx";

type PortalContext = Context<PortalEnv>;

/** The two links of a change of email: the new mailbox confirms it, signed in; the old one stops it, by anybody who has the link. */
export const emailLinkRoutes = (deps: PortalDeps) =>
  new Hono<PortalEnv>()
    .get("/email/:token", async (c) => {
      const session = sessionOf(c);
      const token = c.req.param("token");
      const link = await viewEmailLink(deps, session, token);
      if (!link.ok) return showRefusal(c, deps, link.refusal);
      if (link.value.isOthers) return show(c, <OthersEmailPage session={session} token={token} />);
      return show(c, <ConfirmEmailPage session={session} link={link.value} />);
    })
    .post("/email/:token", async (c) => {
      const done = await confirmEmailChange(deps, sessionOf(c), c.req.param("token"));
      if (!done.ok) return showRefusal(c, deps, done.refusal);
      writeDone(c, deps, "email_changed");
      return c.redirect("/account/security", 303);
    })
    .get("/email/:token/stop", async (c) => {
      const view = await viewStopEmail(deps, c.req.param("token"));
      return view.ok ? show(c, <StopEmailPage view={view.value} />) : showRefusal(c, deps, view.refusal);
    })
    .post("/email/:token/stop", async (c) => {
      const stopped = await stopEmailChange(deps, c.req.param("token"));
      if (!stopped.ok) return showRefusal(c, deps, stopped.refusal);
      return show(c, <StoppedEmailPage view={stopped.value} />);
    });

const titles: Partial<Record<Refusal["code"], string>> = {
  email_link_unknown: "We don't know this link",
  email_link_over: "This link doesn't work any more",
};

function showRefusal(c: PortalContext, deps: PortalDeps, refusal: Refusal) {
  const { session } = c.var;
  const title = titles[refusal.code] ?? "Your email wasn't changed";
  const context = session ? contextOf(deps.now(), session) : { now: deps.now() };
  return show(
    c,
    <MessagePage
      frame={frameOf(session, title)}
      action={{ href: "/account/security", text: session ? "Go to my account" : "Sign in" }}
    >
      <p>{refusalText(refusal, context)}</p>
    </MessagePage>,
    refusalStatus(refusal),
  );
}
