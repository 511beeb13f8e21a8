import { type Context, Hono } from "hono";
import type { Refusal } from "../../domain/refusal.ts";
import { confirmFactor } from "../../flows/confirm-factor.ts";
import { enrolApp } from "../../flows/enrol-app.ts";
import { viewEnrolment } from "../../flows/view-enrolment.ts";
import { carryOn } from "../carry-on.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { codeForm, parseForm } from "../forms.ts";
import { contextOf, refusalProblem } from "../refusal-problem.ts";
import { refusalStatus, refusalText } from "../refusal-text.ts";
import { sessionOf } from "../session-of.ts";
import { frameOf, type Problem } from "../ui/frame.ts";
import { MessagePage } from "../ui/message-page.tsx";
import { show } from "../ui/show.ts";
import { EnrolAppPage, KeepOrReplacePage } from "./page.tsx";

type PortalContext = Context<PortalEnv>;
type Status = 200 | ReturnType<typeof refusalStatus>;

const appForm = codeForm("Enter the 6-digit code from your authenticator app.");

export function enrolRoutes(deps: PortalDeps) {
  return new Hono<PortalEnv>()
    .get("/enrol", (c) => showEnrol(c, deps, "choice"))
    .post("/enrol", async (c) => {
      const session = sessionOf(c);
      const form = await parseForm(c, appForm);
      if (!form.ok) return showEnrol(c, deps, "choice", form.problems, 422);
      const result = await confirmFactor(deps, session, form.value);
      if (result.ok) return carryOn(c, deps, result.value.sessionToken);
      return showEnrol(c, deps, "choice", problemsOf(c, deps, result.refusal), refusalStatus(result.refusal));
    })
    .get("/enrol/app", (c) => showEnrol(c, deps, "app"))
    .post("/enrol/app", async (c) => {
      const session = sessionOf(c);
      const form = await parseForm(c, appForm);
      if (!form.ok) return showEnrol(c, deps, "app", form.problems, 422);
      const result = await enrolApp(deps, session, form.value);
      if (result.ok) return carryOn(c, deps, result.value.sessionToken);
      return showEnrol(c, deps, "app", problemsOf(c, deps, result.refusal), refusalStatus(result.refusal));
    });
}

const problemsOf = (c: PortalContext, deps: PortalDeps, refusal: Refusal) => [
  refusalProblem(refusal, "code", contextOf(deps.now(), sessionOf(c), "app")),
];

/** The same secret at every look, so that a wrong code does not mean scanning again. */
async function showEnrol(
  c: PortalContext,
  deps: PortalDeps,
  which: "choice" | "app",
  problems: Problem[] = [],
  status: Status = 200,
) {
  const session = sessionOf(c);
  const enrolment = await viewEnrolment(deps, session);
  if (!enrolment.ok) return showVoid(c, deps, enrolment.refusal);
  const canKeep = enrolment.value.isRecovery && enrolment.value.hasFactor;
  if (which === "app") {
    return show(
      c,
      <EnrolAppPage session={session} enrolment={enrolment.value} problems={problems} />,
      status,
    );
  }
  if (!canKeep && status === 200) return c.redirect("/enrol/app", 303);
  return show(c, <KeepOrReplacePage session={session} problems={problems} />, status);
}

/** A set-up that was overtaken cannot be shown: its session leads nowhere but to a new sign-in. */
function showVoid(c: PortalContext, deps: PortalDeps, refusal: Refusal) {
  const session = sessionOf(c);
  return show(
    c,
    <MessagePage
      frame={frameOf(session, "This setup is over")}
      action={{ href: "/sign-in", text: "Sign in again" }}
    >
      <p>{refusalText(refusal, contextOf(deps.now(), session))}</p>
    </MessagePage>,
    refusalStatus(refusal),
  );
}
