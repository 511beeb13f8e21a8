import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { timeout } from "hono/timeout";
import { accountRoutes } from "./account/routes.tsx";
import { approvalRoutes } from "./approvals/routes.tsx";
import { bothHalvesRoutes } from "./both-halves/routes.tsx";
import { configurationRoutes } from "./configuration/routes.tsx";
import { refuseCrossOrigin } from "./cross-origin.tsx";
import { emailLinkRoutes } from "./email/routes.tsx";
import { enrolRoutes } from "./enrol/routes.tsx";
import type { PortalDeps, PortalEnv } from "./env.ts";
import { faultPage, notFound, tooLarge } from "./failures.tsx";
import { guard } from "./guard.ts";
import { securityHeaders } from "./headers.ts";
import { helpRoutes } from "./help/routes.tsx";
import { homeRoutes } from "./home.ts";
import { invitationRoutes } from "./invitation/routes.tsx";
import { linkRoutes } from "./link/routes.tsx";
import { newPasswordRoutes } from "./new-password/routes.tsx";
import { notMeRoutes } from "./not-me/routes.tsx";
import { passwordRoutes } from "./password/routes.tsx";
import { recoveryCodeRoutes } from "./recovery-code/routes.tsx";
import { recoverySignInRoutes } from "./recovery-sign-in/routes.tsx";
import { resetHalfRoutes } from "./reset-half/routes.tsx";
import { resetMfaRoutes } from "./reset-mfa/routes.tsx";
import { setupCodeRoutes } from "./setup-code/routes.tsx";
import { signInRoutes } from "./sign-in/routes.tsx";
import { signOutRoutes } from "./sign-out/routes.tsx";
import { slackInstallRoutes } from "./slack-install/routes.tsx";
import { teamRoutes } from "./team/routes.tsx";
import { assetRoutes } from "./ui/assets.ts";
import { verifyRoutes } from "./verify/routes.tsx";

/** Far more than any form here; a bound, so that a body cannot fill memory. */
const maxBodyBytes = 64 * 1024;

/** Somebody who waits longer has given up; the database may take longer than that to say that it is gone. */
const patienceMs = 8000;
const busy = () => new HTTPException(503);

/**
 * The web edge. Mount it at "/" as the last thing: what it does not know, it answers with a page.
 * Each folder is one page; `access.ts` says who may reach it.
 */
export function portalRoutes(deps: PortalDeps) {
  const app = new Hono<PortalEnv>();
  app.onError(faultPage(deps));
  app.use(securityHeaders(deps));
  app.use(timeout(patienceMs, busy));
  app.use(bodyLimit({ maxSize: maxBodyBytes, onError: tooLarge }));
  app.use(refuseCrossOrigin(deps));
  app.use(guard(deps));
  for (const routes of pages) app.route("/", routes(deps));
  app.all("*", notFound);
  return app;
}

const pages = [
  homeRoutes,
  assetRoutes,
  invitationRoutes,
  signInRoutes,
  verifyRoutes,
  recoverySignInRoutes,
  helpRoutes,
  passwordRoutes,
  bothHalvesRoutes,
  setupCodeRoutes,
  newPasswordRoutes,
  enrolRoutes,
  recoveryCodeRoutes,
  accountRoutes,
  emailLinkRoutes,
  resetMfaRoutes,
  teamRoutes,
  configurationRoutes,
  approvalRoutes,
  linkRoutes,
  resetHalfRoutes,
  notMeRoutes,
  slackInstallRoutes,
  signOutRoutes,
];
