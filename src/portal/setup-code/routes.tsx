import { type Context, Hono } from "hono";
import { askForNewCode } from "../../flows/ask-for-new-code.ts";
import { enterSetupCode } from "../../flows/enter-setup-code.ts";
import { sendSetupCodeAgain } from "../../flows/send-setup-code-again.ts";
import { viewSetupCode } from "../../flows/view-setup-code.ts";
import { carryOn } from "../carry-on.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { codeForm, parseForm } from "../forms.ts";
import { contextOf, refusalProblem } from "../refusal-problem.ts";
import { refusalStatus } from "../refusal-text.ts";
import { sessionOf } from "../session-of.ts";
import type { Problem } from "../ui/frame.ts";
import { show } from "../ui/show.ts";
import { SetupCodePage } from "./page.tsx";

const setupCodeForm = codeForm("Enter the setup code from the email.");

export function setupCodeRoutes(deps: PortalDeps) {
  return (
    new Hono<PortalEnv>()
      .get("/sign-in/setup-code", (c) => showSetupCode(c, deps))
      .post("/sign-in/setup-code", async (c) => {
        const session = sessionOf(c);
        const form = await parseForm(c, setupCodeForm);
        if (!form.ok) return showSetupCode(c, deps, form.problems, 422);
        const result = await enterSetupCode(deps, session, form.value);
        if (result.ok) return carryOn(c, deps, result.value.sessionToken);
        const problem = refusalProblem(result.refusal, "code", contextOf(deps.now(), session, "setup"));
        return showSetupCode(c, deps, [problem], refusalStatus(result.refusal));
      })
      .post("/sign-in/setup-code/again", async (c) => {
        const session = sessionOf(c);
        const result = await sendSetupCodeAgain(deps, session);
        if (result.ok) return c.redirect("/sign-in/setup-code?sent", 303);
        const problem = refusalProblem(result.refusal, "code", contextOf(deps.now(), session, "setup"));
        return showSetupCode(c, deps, [problem], refusalStatus(result.refusal));
      })
      .post("/sign-in/setup-code/ask", async (c) => {
        // A reset that has not lapsed, or is over, has its own page: there is nothing to ask for.
        await askForNewCode(deps, sessionOf(c));
        return c.redirect("/sign-in/setup-code", 303);
      })
      // The addresses of the two buttons, when a reload or the back button asks for them.
      .get("/sign-in/setup-code/:button{again|ask}", (c) => c.redirect("/sign-in/setup-code", 303))
  );
}

async function showSetupCode(
  c: Context<PortalEnv>,
  deps: PortalDeps,
  problems: Problem[] = [],
  status: 200 | ReturnType<typeof refusalStatus> = 200,
) {
  const session = sessionOf(c);
  const setupCode = await viewSetupCode(deps, session);
  // The reset ended between the guard's look and ours: the guard knows where to go now.
  if (!setupCode) return c.redirect("/", 303);
  const isSent = status === 200 && c.req.query("sent") !== undefined;
  const page = (
    <SetupCodePage
      session={session}
      setupCode={setupCode}
      now={deps.now()}
      isSent={isSent}
      problems={problems}
    />
  );
  return show(c, page, status);
}
