import { type Context, Hono } from "hono";
import { issueRecoveryCode } from "../../flows/issue-recovery-code.ts";
import { saveRecoveryCode } from "../../flows/save-recovery-code.ts";
import { viewRecoveryCode } from "../../flows/view-recovery-code.ts";
import { takePlace } from "../cookies.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { readForm } from "../forms.ts";
import { contextOf, refusalProblem } from "../refusal-problem.ts";
import { refusalStatus } from "../refusal-text.ts";
import { sessionOf } from "../session-of.ts";
import type { Problem } from "../ui/frame.ts";
import { show } from "../ui/show.ts";
import { RecoveryCodeGonePage, RecoveryCodePage, recoveryCodeText } from "./page.tsx";

type PortalContext = Context<PortalEnv>;

export function recoveryCodeRoutes(deps: PortalDeps) {
  return (
    new Hono<PortalEnv>()
      .get("/recovery-code", (c) => showRecoveryCode(c, deps))
      .post("/recovery-code", async (c) => {
        const session = sessionOf(c);
        const { saved } = await readForm(c);
        const result = await saveRecoveryCode(deps, session, { saved: isTicked(saved) });
        if (result.ok) return c.redirect(takePlace(c, deps) ?? "/account/security", 303);
        const problem = refusalProblem(result.refusal, "saved", contextOf(deps.now(), session));
        return showRecoveryCode(c, deps, [problem], refusalStatus(result.refusal));
      })
      .get("/recovery-code/download", async (c) => {
        const session = sessionOf(c);
        const { code } = await viewRecoveryCode(deps, session);
        if (!code) return c.redirect("/recovery-code", 303);
        return c.body(recoveryCodeText(session, { code, publicUrl: deps.publicUrl }), 200, {
          "Content-Type": "text/plain; charset=utf-8",
          "Content-Disposition": `attachment; filename="${session.company.slug}-recovery-code.txt"`,
        });
      })
      .post("/recovery-code/new", async (c) => {
        const session = sessionOf(c);
        const result = await issueRecoveryCode(deps, session);
        if (result.ok) return c.redirect("/recovery-code", 303);
        const problem = refusalProblem(result.refusal, "saved", contextOf(deps.now(), session));
        return showRecoveryCode(c, deps, [problem], refusalStatus(result.refusal));
      })
      // The button's address, when a reload asks for it.
      .get("/recovery-code/new", (c) => c.redirect("/recovery-code", 303))
  );
}

async function showRecoveryCode(
  c: PortalContext,
  deps: PortalDeps,
  problems: Problem[] = [],
  status: 200 | ReturnType<typeof refusalStatus> = 200,
) {
  const session = sessionOf(c);
  const { publicUrl } = deps;
  const { code, madeAt, isLastStep = false } = await viewRecoveryCode(deps, session);
  if (code && madeAt) {
    const shown = { session, code, madeAt, isLastStep, publicUrl, problems };
    return show(c, <RecoveryCodePage {...shown} />, status);
  }
  // The page itself says that the code is gone, and what to do.
  return show(c, <RecoveryCodeGonePage session={session} />, status);
}

/** A box that is not ticked is not sent; a program may send a no. */
const isTicked = (saved: string | undefined) => saved !== undefined && !/^(|0|false|no|off)$/i.test(saved);
