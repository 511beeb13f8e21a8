import { Hono } from "hono";
import { z } from "zod";
import { choosePassword } from "../../flows/choose-password.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { parseForm, passwordField } from "../forms.ts";
import { contextOf, refusalProblem } from "../refusal-problem.ts";
import { refusalStatus } from "../refusal-text.ts";
import { sessionOf } from "../session-of.ts";
import { show } from "../ui/show.ts";
import { NewPasswordPage } from "./page.tsx";

const passwordForm = z.object({ password: passwordField });

export function newPasswordRoutes(deps: PortalDeps) {
  return new Hono<PortalEnv>()
    .get("/sign-in/new-password", (c) => show(c, <NewPasswordPage session={sessionOf(c)} />))
    .post("/sign-in/new-password", async (c) => {
      const session = sessionOf(c);
      const form = await parseForm(c, passwordForm);
      if (!form.ok) return show(c, <NewPasswordPage session={session} problems={form.problems} />, 422);
      const result = await choosePassword(deps, session, form.value);
      if (result.ok) return c.redirect("/enrol", 303);
      const problem = refusalProblem(result.refusal, "password", contextOf(deps.now(), session));
      return show(
        c,
        <NewPasswordPage session={session} problems={[problem]} />,
        refusalStatus(result.refusal),
      );
    });
}
