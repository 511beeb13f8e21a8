import { type Context, Hono } from "hono";
import type { Refusal } from "../../domain/refusal.ts";
import { beginOwnApp } from "../../flows/begin-own-app.ts";
import { finishOwnApp } from "../../flows/finish-own-app.ts";
import { viewOwnFactors } from "../../flows/view-own-factors.ts";
import { viewOwnSetup } from "../../flows/view-own-setup.ts";
import { writeDone, writeSessionToken } from "../cookies.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { codeForm, parseForm } from "../forms.ts";
import { showRefusal } from "../refusal-page.tsx";
import { contextOf, refusalProblem } from "../refusal-problem.ts";
import { refusalStatus } from "../refusal-text.ts";
import { sessionOf } from "../session-of.ts";
import type { Problem } from "../ui/frame.ts";
import { show } from "../ui/show.ts";
import { AppPage, SetUpAppPage } from "./app-pages.tsx";
import { codeOnly, type OwnPage, openOwnForm, ownFormOf, sendOwnForm } from "./own-form.tsx";

type PortalContext = Context<PortalEnv>;

const firstCodeForm = codeForm("Type the 6-digit code that the new app shows.");

/** An authenticator app, new or in the place of the old one: first a fresh code, then the new app's first one. */
export const appRoutes = (deps: PortalDeps) =>
  new Hono<PortalEnv>()
    .get("/account/app", async (c) => openOwnForm(c, deps, await pageOf(c, deps)))
    .post("/account/app", async (c) =>
      sendOwnForm(c, deps, {
        ...(await pageOf(c, deps)),
        schema: codeOnly,
        work: (form) => beginOwnApp(deps, sessionOf(c), ownFormOf(form)),
        done: ({ sessionToken }) => {
          writeSessionToken(c, deps, sessionToken);
          return c.redirect("/account/app/setup", 303);
        },
      }),
    )
    .get("/account/app/setup", (c) => showSetup(c, deps))
    .post("/account/app/setup", async (c) => {
      const session = sessionOf(c);
      const form = await parseForm(c, firstCodeForm);
      if (!form.ok) return showSetup(c, deps, form.problems, 422);
      const result = await finishOwnApp(deps, session, form.value);
      if (!result.ok) return refuseSetup(c, deps, result.refusal);
      writeDone(c, deps, result.value.replaced ? "app_replaced" : "app_added");
      return c.redirect("/account/security", 303);
    });

async function pageOf(c: PortalContext, deps: PortalDeps): Promise<OwnPage> {
  const session = sessionOf(c);
  const { hasApp } = await viewOwnFactors(deps, session);
  return { act: "own_app", draw: (drawn) => <AppPage session={session} drawn={drawn} replaces={hasApp} /> };
}

async function showSetup(
  c: PortalContext,
  deps: PortalDeps,
  problems: Problem[] = [],
  status: 200 | ReturnType<typeof refusalStatus> = 200,
) {
  const session = sessionOf(c);
  const setup = await viewOwnSetup(deps, session);
  if (!setup.ok) return over(c, deps, setup.refusal);
  return show(c, <SetUpAppPage session={session} setup={setup.value} problems={problems} />, status);
}

function refuseSetup(c: PortalContext, deps: PortalDeps, refusal: Refusal) {
  if (refusal.code !== "wrong_app_code") return over(c, deps, refusal);
  const problem = refusalProblem(refusal, "code", contextOf(deps.now(), sessionOf(c), "app"));
  return showSetup(c, deps, [problem], refusalStatus(refusal));
}

const over = (c: PortalContext, deps: PortalDeps, refusal: Refusal) =>
  showRefusal(c, deps, {
    refusal,
    section: "account",
    back: { href: "/account/app", text: "Begin again" },
  });
