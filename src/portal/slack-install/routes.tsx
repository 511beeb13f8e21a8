import { type Context, Hono } from "hono";
import type { Refusal } from "../../domain/refusal.ts";
import { beginSlackInstall } from "../../flows/begin-slack-install.ts";
import {
  backToAccount,
  codeOnly,
  type OwnPage,
  openOwnForm,
  ownFormOf,
  sendOwnForm,
} from "../account/own-form.tsx";
import type { Installer, InstallOutcome, PortalDeps, PortalEnv } from "../env.ts";
import { notAvailable } from "../failures.tsx";
import { showRefusal } from "../refusal-page.tsx";
import { sessionOf } from "../session-of.ts";
import { show } from "../ui/show.ts";
import { InstallPage, NotOfferedPage } from "./install-page.tsx";
import { OutcomePage } from "./outcome-page.tsx";

type PortalContext = Context<PortalEnv>;

/**
 * "Add to Slack". Which company a workspace belongs to is decided here, by whoever is signed in and gives a code; Slack decides only
 * whether the app may be installed. What Slack sends back counts in the same session alone.
 */
export const slackInstallRoutes = (deps: PortalDeps) =>
  new Hono<PortalEnv>()
    .get("/slack/install", (c) =>
      forAdministrator(c, deps, (installer) => openOwnForm(c, deps, pageOf(c, installer))),
    )
    .post("/slack/install", (c) =>
      forAdministrator(c, deps, (installer) =>
        sendOwnForm(c, deps, {
          ...pageOf(c, installer),
          schema: codeOnly,
          work: (form) => beginSlackInstall(deps, sessionOf(c), ownFormOf(form)),
          done: async ({ state }) => c.redirect(await installer.authorizeUrl(sessionOf(c), state), 303),
        }),
      ),
    )
    .get("/slack/oauth_redirect", async (c) => {
      const { session } = c.var;
      const { installer } = deps;
      if (!installer) return show(c, <NotOfferedPage session={session} />, 404);
      if (session?.next !== "done")
        return show(c, <OutcomePage session={session} outcome="signed_out" />, 401);
      if (!deps.markets.includes(session.company.market)) return notAvailable(c);
      const outcome = await installer.complete(session, new URL(c.req.url).search);
      return show(c, <OutcomePage session={session} outcome={outcome} />, statusOf(outcome));
    });

type Page = (installer: Installer) => Response | Promise<Response>;

/** Told before typing; the flow decides again on locked rows. */
function forAdministrator(c: PortalContext, deps: PortalDeps, page: Page): Response | Promise<Response> {
  const { user, company } = sessionOf(c);
  const { installer } = deps;
  if (!installer) return show(c, <NotOfferedPage session={sessionOf(c)} />, 404);
  if (user.role === "system_administrator") return page(installer);
  const refusal: Refusal = { code: "not_system_administrator", helpers: [company.helpName] };
  return showRefusal(c, deps, { refusal, section: "account", back: backToAccount });
}

/** Browsers hold a form to where it may lead, through every redirect. */
function pageOf(c: PortalContext, { origin }: Installer): OwnPage {
  const { hostname } = new URL(origin);
  c.set("formTarget", hostname === "slack.com" ? `${origin} https://*.slack.com` : origin);
  return { act: "slack_install", draw: (drawn) => <InstallPage session={sessionOf(c)} drawn={drawn} /> };
}

/** 409: the workspace is another company's. */
function statusOf(outcome: InstallOutcome): 200 | 403 | 409 | 410 | 502 {
  if (outcome.kind === "stale") return 410;
  if (outcome.kind === "slack_failed") return 502;
  if (outcome.kind !== "refused") return 200;
  return outcome.refusal.code === "workspace_taken" ? 409 : 403;
}
