import { type Context, Hono } from "hono";
import { confirmFactor } from "../../flows/confirm-factor.ts";
import { enrolApp } from "../../flows/enrol-app.ts";
import { textSignInCode } from "../../flows/text-code.ts";
import { viewCodeWays } from "../../flows/view-code-ways.ts";
import { viewEnrolment } from "../../flows/view-enrolment.ts";
import { carryOn } from "../carry-on.ts";
import { clientAddress } from "../client-address.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { codeForm, parseForm } from "../forms.ts";
import { contextOf, refusalProblem } from "../refusal-problem.ts";
import { refusalStatus } from "../refusal-text.ts";
import { sessionOf } from "../session-of.ts";
import type { Problem } from "../ui/frame.ts";
import { show } from "../ui/show.ts";
import { codeKindOf, type Trouble } from "../verify/routes.tsx";
import { KeepPage } from "./keep-page.tsx";
import { ChoicePage, EnrolAppPage } from "./page.tsx";
import { enrolSmsRoutes } from "./sms-routes.tsx";
import { showVoid } from "./void.tsx";

type PortalContext = Context<PortalEnv>;
type Status = 200 | ReturnType<typeof refusalStatus>;

const appForm = codeForm("Enter the 6-digit code from your authenticator app.");
const keepForm = codeForm("Enter your 6-digit code.");

export function enrolRoutes(deps: PortalDeps) {
  return (
    new Hono<PortalEnv>()
      .get("/enrol", (c) => showEnrol(c, deps, { isAnew: c.req.query("anew") !== undefined }))
      .post("/enrol", async (c) => {
        const form = await parseForm(c, keepForm);
        if (!form.ok) return showEnrol(c, deps, { trouble: form });
        const result = await confirmFactor(deps, sessionOf(c), form.value);
        if (result.ok) return carryOn(c, deps, result.value.sessionToken);
        return showEnrol(c, deps, { trouble: result });
      })
      .post("/enrol/text", async (c) => {
        const result = await textSignInCode(deps, sessionOf(c), { address: clientAddress(c) });
        return result.ok ? c.redirect("/enrol", 303) : showEnrol(c, deps, { trouble: result });
      })
      // The button's address, when a reload or the back button asks for it.
      .get("/enrol/text", (c) => c.redirect("/enrol", 303))
      .get("/enrol/app", (c) => showApp(c, deps))
      .post("/enrol/app", async (c) => {
        const session = sessionOf(c);
        const form = await parseForm(c, appForm);
        if (!form.ok) return showApp(c, deps, form.problems, 422);
        const result = await enrolApp(deps, session, form.value);
        if (result.ok) return carryOn(c, deps, result.value.sessionToken);
        const problem = refusalProblem(result.refusal, "code", contextOf(deps.now(), session, "app"));
        return showApp(c, deps, [problem], refusalStatus(result.refusal));
      })
      .route("/", enrolSmsRoutes(deps))
  );
}

type Shown = { isAnew?: boolean; trouble?: Trouble };

/** After a recovery code: keep what works. Else the choice, or the app where it is the only one. */
async function showEnrol(c: PortalContext, deps: PortalDeps, { isAnew, trouble }: Shown) {
  const session = sessionOf(c);
  const enrolment = await viewEnrolment(deps, session);
  if (!enrolment.ok) return showVoid(c, deps, enrolment.refusal);
  const { isRecovery, texts } = enrolment.value;
  const isOffered = texts === "offered";
  const ways = await viewCodeWays(deps, session);
  const canKeep = isRecovery && (ways.hasApp || ways.text !== undefined);
  if ((!canKeep || isAnew) && !trouble) {
    return isOffered
      ? show(c, <ChoicePage session={session} enrolment={enrolment.value} />)
      : c.redirect("/enrol/app", 303);
  }
  const page = { session, ways, now: deps.now(), anew: isOffered ? "/enrol?anew" : "/enrol/app" };
  if (!trouble) return show(c, <KeepPage {...page} />);
  if ("problems" in trouble) return show(c, <KeepPage {...page} problems={trouble.problems} />, 422);
  const { refusal } = trouble;
  const problem = refusalProblem(refusal, "code", contextOf(deps.now(), session, codeKindOf(ways)));
  return show(c, <KeepPage {...page} problems={[problem]} />, refusalStatus(refusal));
}

/** The same secret at every look, so that a wrong code does not mean scanning again. */
async function showApp(c: PortalContext, deps: PortalDeps, problems: Problem[] = [], status: Status = 200) {
  const session = sessionOf(c);
  const enrolment = await viewEnrolment(deps, session);
  if (!enrolment.ok) return showVoid(c, deps, enrolment.refusal);
  const page = { session, enrolment: enrolment.value, problems };
  return show(c, <EnrolAppPage {...page} />, status);
}
