import { Hono } from "hono";
import { z } from "zod";
import { signIn } from "../../flows/sign-in.ts";
import { signOut } from "../../flows/sign-out.ts";
import { placeOf } from "../access.ts";
import { carryOn } from "../carry-on.ts";
import { deviceOf } from "../device.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { filled, parseForm, passwordField } from "../forms.ts";
import { refusalProblem } from "../refusal-problem.ts";
import { refusalStatus } from "../refusal-text.ts";
import type { Problem } from "../ui/frame.ts";
import { show } from "../ui/show.ts";
import { companyProblems, elsewherePage, namedCompany, whichCompany } from "../which-company.ts";
import { isNote, SignedInPage, SignInPage } from "./page.tsx";

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
      const linked = c.req.query("company");
      if (session?.level === "full" && linked !== undefined)
        return show(c, <SignedInPage session={session} company={linked} />);
      if (session?.level === "full") return c.redirect(placeOf(session), 303);
      const company = await whichCompany(deps, namedCompany(c, deps));
      const note = Object.keys(c.req.query()).find(isNote);
      return (await elsewherePage(c, deps, company)) ?? show(c, <SignInPage company={company} note={note} />);
    })
    .post("/sign-in", async (c) => {
      const form = await parseForm(c, signInForm);
      const { company: named = namedCompany(c, deps), email: typedEmail } = form.typed;
      const company = await whichCompany(deps, named);
      const elsewhere = await elsewherePage(c, deps, company);
      if (elsewhere) return elsewhere;
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
