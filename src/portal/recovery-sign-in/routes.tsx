import { Hono } from "hono";
import { signInWithRecoveryCode } from "../../flows/sign-in-with-recovery-code.ts";
import { carryOn } from "../carry-on.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { codeForm, parseForm } from "../forms.ts";
import { contextOf, refusalProblem } from "../refusal-problem.ts";
import { refusalStatus } from "../refusal-text.ts";
import { sessionOf } from "../session-of.ts";
import { show } from "../ui/show.ts";
import { RecoverySignInPage } from "./page.tsx";

const recoveryForm = codeForm("Enter your recovery code.");

export function recoverySignInRoutes(deps: PortalDeps) {
  return new Hono<PortalEnv>()
    .get("/sign-in/recovery", (c) => show(c, <RecoverySignInPage session={sessionOf(c)} />))
    .post("/sign-in/recovery", async (c) => {
      const session = sessionOf(c);
      const form = await parseForm(c, recoveryForm);
      if (!form.ok) return show(c, <RecoverySignInPage session={session} problems={form.problems} />, 422);
      const result = await signInWithRecoveryCode(deps, session, form.value);
      if (result.ok) return carryOn(c, deps, result.value.sessionToken);
      const problem = refusalProblem(result.refusal, "code", contextOf(deps.now(), session, "recovery"));
      return show(
        c,
        <RecoverySignInPage session={session} problems={[problem]} />,
        refusalStatus(result.refusal),
      );
    });
}
