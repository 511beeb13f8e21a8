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
import { show } from "../ui/show.ts";
import { SignInPage, type SignInView } from "./page.tsx";

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
      if (session?.level === "full") return c.redirect(placeOf(session), 303);
      const company = await companyFor(deps, c.req.query("company") ?? readCompany(c, deps));
      return show(c, <SignInPage company={company} hasEnded={c.req.query("ended") !== undefined} />);
    })
    .post("/sign-in", async (c) => {
      const form = await parseForm(c, signInForm);
      const { typed } = form;
      const wanted = typed["company"] ?? c.req.query("company") ?? readCompany(c, deps);
      const company = await companyFor(deps, wanted);
      const view = { company, typed: { company: wanted, email: typed["email"] } };
      if (!company) {
        const text = wanted
          ? "We don't know this company. Look at the link in your invitation."
          : "Enter the company.";
        const others = form.ok ? [] : form.problems;
        return refuseSignIn(c, { ...view, problems: [{ field: "company", text }, ...others] });
      }
      if (!form.ok) return refuseSignIn(c, { ...view, problems: form.problems });
      const { email, password } = form.value;
      const device = deviceOf(c.req.header("User-Agent"));
      const result = await signIn(deps, { companyId: company.companyId, email, password, device });
      if (!result.ok) {
        const problem = refusalProblem(result.refusal, "email", { now: deps.now() });
        return refuseSignIn(c, { ...view, problems: [problem] }, refusalStatus(result.refusal));
      }
      if (c.var.session) await signOut(deps, c.var.session);
      return carryOn(c, deps, result.value.sessionToken);
    });
}

const refuseSignIn = (c: PortalContext, view: SignInView, status: ReturnType<typeof refusalStatus> = 422) =>
  show(c, <SignInPage {...view} />, status);

/** The only company there is, or the one that was named. */
async function companyFor(deps: PortalDeps, slug: string | undefined) {
  const only = await findSignInCompany(deps, undefined);
  if (only) return { ...only, isOnly: true };
  const named = slug ? await findSignInCompany(deps, slug) : undefined;
  return named && { ...named, isOnly: false };
}
