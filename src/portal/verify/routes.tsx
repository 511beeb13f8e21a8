import { type Context, Hono } from "hono";
import type { Refusal } from "../../domain/refusal.ts";
import { textSignInCode } from "../../flows/text-code.ts";
import { verifySignIn } from "../../flows/verify-sign-in.ts";
import { type CodeWays, viewCodeWays } from "../../flows/view-code-ways.ts";
import { carryOn } from "../carry-on.ts";
import { clientAddress } from "../client-address.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { codeForm, parseForm } from "../forms.ts";
import { contextOf, refusalProblem } from "../refusal-problem.ts";
import { type CodeKind, refusalStatus } from "../refusal-text.ts";
import { sessionOf } from "../session-of.ts";
import type { Problem } from "../ui/frame.ts";
import { show } from "../ui/show.ts";
import { VerifyPage } from "./page.tsx";

type PortalContext = Context<PortalEnv>;

const verifyForm = codeForm("Enter your 6-digit code.");

export function verifyRoutes(deps: PortalDeps) {
  return (
    new Hono<PortalEnv>()
      .get("/sign-in/verify", (c) => showVerify(c, deps))
      .post("/sign-in/verify", async (c) => {
        const form = await parseForm(c, verifyForm);
        if (!form.ok) return showVerify(c, deps, form);
        const result = await verifySignIn(deps, sessionOf(c), form.value);
        if (result.ok) return carryOn(c, deps, result.value.sessionToken);
        return showVerify(c, deps, result);
      })
      .post("/sign-in/verify/text", async (c) => {
        const result = await textSignInCode(deps, sessionOf(c), { address: clientAddress(c) });
        return result.ok ? c.redirect("/sign-in/verify", 303) : showVerify(c, deps, result);
      })
      // The button's address, when a reload or the back button asks for it.
      .get("/sign-in/verify/text", (c) => c.redirect("/sign-in/verify", 303))
  );
}

/** What keeps a code page from going on: at its field, or a refusal. */
export type Trouble = { problems: Problem[] } | { refusal: Refusal };

async function showVerify(c: PortalContext, deps: PortalDeps, trouble?: Trouble) {
  const session = sessionOf(c);
  const ways = await viewCodeWays(deps, session);
  const shown = { session, ways, now: deps.now() };
  if (!trouble) return show(c, <VerifyPage {...shown} />);
  if ("problems" in trouble) return show(c, <VerifyPage {...shown} problems={trouble.problems} />, 422);
  const { refusal } = trouble;
  const problem = refusalProblem(refusal, "code", contextOf(deps.now(), session, codeKindOf(ways)));
  return show(c, <VerifyPage {...shown} problems={[problem]} />, refusalStatus(refusal));
}

/** Which code the page asks for. */
export const codeKindOf = ({ hasApp, text }: CodeWays): CodeKind =>
  hasApp ? (text?.sentAt ? "either" : "app") : "text";
