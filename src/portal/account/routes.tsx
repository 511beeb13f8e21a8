import { Hono } from "hono";
import { endOwnSessions } from "../../flows/end-own-sessions.ts";
import { listOwnActivity } from "../../flows/list-own-activity.ts";
import { viewAccount } from "../../flows/view-account.ts";
import { takeDone, writeDone } from "../cookies.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { readForm } from "../forms.ts";
import { showRefusal } from "../refusal-page.tsx";
import { sessionOf } from "../session-of.ts";
import { show } from "../ui/show.ts";
import { AllActivityPage, NotYouPage } from "./activity-pages.tsx";
import { appRoutes } from "./app-routes.tsx";
import { doneKinds } from "./done-text.ts";
import { emailRoutes } from "./email-routes.tsx";
import { factorRoutes } from "./factor-routes.tsx";
import { backToAccount } from "./own-form.tsx";
import { AccountPage } from "./page.tsx";
import { passwordRoutes } from "./password-routes.tsx";
import { phoneRoutes } from "./phone-routes.tsx";
import { recoveryRoutes } from "./recovery-routes.tsx";
import { slackRoutes } from "./slack-routes.tsx";
import { textsRoutes } from "./texts-routes.tsx";
import { zoneRoutes } from "./zone-routes.tsx";

/** One's own account: the page that shows it, and a page for each thing that can be done there. */
export function accountRoutes(deps: PortalDeps) {
  const app = new Hono<PortalEnv>()
    .get("/account/security", async (c) => {
      const session = sessionOf(c);
      const done = takeDone(c, deps, doneKinds);
      const account = await viewAccount(deps, session);
      const mayInstall = deps.installer !== undefined && session.user.role === "system_administrator";
      return show(c, <AccountPage {...{ session, account, done, mayInstall }} />);
    })
    .get("/account/activity", async (c) => {
      const session = sessionOf(c);
      const before = placeIn(c.req.query("before"));
      const page = await listOwnActivity(deps, session, { before });
      return show(c, <AllActivityPage session={session} page={{ ...page, isLater: before !== undefined }} />);
    })
    .get("/account/not-you", (c) => show(c, <NotYouPage session={sessionOf(c)} />))
    .post("/account/sessions/end", async (c) => {
      const { session: sessionId } = await readForm(c);
      const done = await endOwnSessions(deps, sessionOf(c), sessionId ? { sessionId } : "others");
      if (!done.ok)
        return showRefusal(c, deps, { refusal: done.refusal, section: "account", back: backToAccount });
      writeDone(c, deps, sessionId ? "session_ended" : "sessions_ended");
      return c.redirect("/account/security", 303);
    })
    // The button's address, when a reload asks for it.
    .get("/account/sessions/end", (c) => c.redirect("/account/security", 303));
  for (const routes of parts) app.route("/", routes(deps));
  return app;
}

const parts = [
  appRoutes,
  textsRoutes,
  factorRoutes,
  passwordRoutes,
  recoveryRoutes,
  emailRoutes,
  phoneRoutes,
  slackRoutes,
  zoneRoutes,
];

/** A place in the trail to read on before. */
function placeIn(typed: string | undefined): number | undefined {
  const place = Number(typed);
  return Number.isSafeInteger(place) && place > 0 && place < 2 ** 31 ? place : undefined;
}
