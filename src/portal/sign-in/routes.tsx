import { type Context, Hono } from "hono";
import { z } from "zod";
import { findSignInCompany } from "../../flows/find-sign-in-company.ts";
import { signIn } from "../../flows/sign-in.ts";
import { signOut } from "../../flows/sign-out.ts";
import { placeOf } from "../access.ts";
import { carryOn } from "../carry-on.ts";
import { readCompany } from "../cookies.ts";
import { deviceOf } from "../device.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { filled, parseForm, passwordField } from "../forms.ts";
import { refusalProblem } from "../refusal-problem.ts";
import { refusalStatus } from "../refusal-text.ts";
import type { Problem } from "../ui/frame.ts";
import { show } from "../ui/show.ts";
import { SignedInPage, SignInPage } from "./page.tsx";

type PortalContext = Context<PortalEnv>;

const signInForm = z.object({
  company: z.string().trim().max(100).optional(),
  email: filled("Enter your email."),
  password: passwordField,
});

export function signInRoutes(deps: PortalDeps) {
  return new Hono<PortalEnv>()
    .get("/sign-in", async (c) => {
      const { session } = c.var;
      // A half-finished sign-in may be begun anew, as somebody else; a finished one has its page.
      // A mail's link names the company: in a shared browser its reader may be somebody else than who is signed in.
      if (session?.level === "full" && c.req.query("company") !== undefined) {
        return show(c, <SignedInPage session={session} />);
      }
      if (session?.level === "full") return c.redirect(placeOf(session), 303);
      const company = await companyFor(deps, knownCompany(c, deps));
      return show(c, <SignInPage company={company} hasEnded={c.req.query("ended") !== undefined} />);
    })
    .post("/sign-in", async (c) => {
      const form = await parseForm(c, signInForm);
      const { company: named = knownCompany(c, deps), email: typedEmail } = form.typed;
      const company = await companyFor(deps, named);
      const again = (problems: Problem[], status: ReturnType<typeof refusalStatus> = 422) => {
        const typed = { company: named, email: typedEmail };
        return show(c, <SignInPage company={company} typed={typed} problems={problems} />, status);
      };
      const problems = [...companyProblems(company, named), ...(form.ok ? [] : form.problems)];
      if (!company || !form.ok) return again(problems);
      const { email, password } = form.value;
      const device = deviceOf(c.req.header("User-Agent"));
      const result = await signIn(deps, { companyId: company.companyId, email, password, device });
      if (!result.ok) {
        const problem = refusalProblem(result.refusal, "email", { now: deps.now() });
        return again([problem], refusalStatus(result.refusal));
      }
      if (c.var.session) await signOut(deps, c.var.session);
      return carryOn(c, deps, result.value.sessionToken);
    });
}

/** From the link, else from the last sign-in here. */
const knownCompany = (c: PortalContext, deps: PortalDeps) => c.req.query("company") ?? readCompany(c, deps);

/** The only company there is, or the one that was named. */
async function companyFor(deps: PortalDeps, slug: string | undefined) {
  const only = await findSignInCompany(deps, undefined);
  if (only) return { ...only, isOnly: true };
  const named = slug ? await findSignInCompany(deps, slug) : undefined;
  return named && { ...named, isOnly: false };
}

function companyProblems(company: object | undefined, named: string | undefined): Problem[] {
  if (company) return [];
  const text = named
    ? "We don't know this company. Check the short name, or open the link in one of our emails."
    : "Enter the company.";
  return [{ field: "company", text }];
}
