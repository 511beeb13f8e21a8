import { type Context, Hono } from "hono";
import { openHelpCall } from "../../flows/open-help-call.ts";
import { viewCodeWays } from "../../flows/view-code-ways.ts";
import { viewHelp } from "../../flows/view-help.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { contextOf, refusalProblem } from "../refusal-problem.ts";
import { refusalStatus } from "../refusal-text.ts";
import { sessionOf } from "../session-of.ts";
import type { Problem } from "../ui/frame.ts";
import { show } from "../ui/show.ts";
import { HelpPage } from "./page.tsx";

export function helpRoutes(deps: PortalDeps) {
  return new Hono<PortalEnv>()
    .get("/sign-in/help", (c) => showHelp(c, deps))
    .post("/sign-in/help", async (c) => {
      const session = sessionOf(c);
      const result = await openHelpCall(deps, session);
      if (result.ok) return c.redirect("/sign-in/help", 303);
      // There is no field here that a problem could stand at.
      const { field: _, ...problem } = refusalProblem(result.refusal, "", contextOf(deps.now(), session));
      return showHelp(c, deps, [problem], refusalStatus(result.refusal));
    });
}

async function showHelp(
  c: Context<PortalEnv>,
  deps: PortalDeps,
  problems: Problem[] = [],
  status: 200 | ReturnType<typeof refusalStatus> = 200,
) {
  const session = sessionOf(c);
  const view = await viewHelp(deps, session);
  const { text } = await viewCodeWays(deps, session);
  const page = <HelpPage session={session} view={view} text={text} now={deps.now()} problems={problems} />;
  return show(c, page, status);
}
