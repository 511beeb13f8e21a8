import { Hono } from "hono";
import { hasUsableFactor } from "../../flows/has-usable-factor.ts";
import { verifySignIn } from "../../flows/verify-sign-in.ts";
import { carryOn } from "../carry-on.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { codeForm, parseForm } from "../forms.ts";
import { contextOf, refusalProblem } from "../refusal-problem.ts";
import { refusalStatus } from "../refusal-text.ts";
import { sessionOf } from "../session-of.ts";
import { show } from "../ui/show.ts";
import { NoFactorPage, VerifyPage } from "./page.tsx";

const verifyForm = codeForm("Enter the 6-digit code from your authenticator app.");

export function verifyRoutes(deps: PortalDeps) {
  return new Hono<PortalEnv>()
    .get("/sign-in/verify", async (c) => {
      const session = sessionOf(c);
      if (await hasUsableFactor(deps, session)) return show(c, <VerifyPage session={session} />);
      return show(c, <NoFactorPage session={session} />);
    })
    .post("/sign-in/verify", async (c) => {
      const session = sessionOf(c);
      const form = await parseForm(c, verifyForm);
      if (!form.ok) return show(c, <VerifyPage session={session} problems={form.problems} />, 422);
      const result = await verifySignIn(deps, session, form.value);
      if (result.ok) return carryOn(c, deps, result.value.sessionToken);
      const problem = refusalProblem(result.refusal, "code", contextOf(deps.now(), session, "app"));
      return show(c, <VerifyPage session={session} problems={[problem]} />, refusalStatus(result.refusal));
    });
}
