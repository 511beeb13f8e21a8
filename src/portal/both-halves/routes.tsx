import { Hono } from "hono";
import { z } from "zod";
import { enterBothHalves } from "../../flows/enter-both-halves.ts";
import { signOut } from "../../flows/sign-out.ts";
import { placeOf } from "../access.ts";
import { carryOn } from "../carry-on.ts";
import { clientAddress } from "../client-address.ts";
import { deviceOf } from "../device.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { filled, parseForm } from "../forms.ts";
import { refusalProblem } from "../refusal-problem.ts";
import { refusalStatus } from "../refusal-text.ts";
import { SignedInPage } from "../sign-in/page.tsx";
import type { Problem } from "../ui/frame.ts";
import { show } from "../ui/show.ts";
import { companyProblems, elsewherePage, namedCompany, whichCompany } from "../which-company.ts";
import { BothHalvesPage } from "./page.tsx";

const halvesForm = z.object({
  company: z.string().trim().max(100).optional(),
  email: filled("Enter your email."),
  code: filled("Enter both halves of the setup code."),
});

/** The setup code's address for whoever has no password to begin with. A session that waits for the code has a page of its own there. */
export function bothHalvesRoutes(deps: PortalDeps) {
  return new Hono<PortalEnv>()
    .get("/sign-in/setup-code", async (c, next) => {
      const { session } = c.var;
      if (session?.next === "setup_code") return next();
      // The mail's link names the company: its reader may be somebody else than who is signed in here.
      const linked = c.req.query("company");
      if (session?.level === "full" && linked !== undefined)
        return show(c, <SignedInPage session={session} company={linked} />);
      if (session?.level === "full") return c.redirect(placeOf(session), 303);
      const company = await whichCompany(deps, namedCompany(c, deps));
      return (await elsewherePage(c, deps, company)) ?? show(c, <BothHalvesPage company={company} />);
    })
    .post("/sign-in/setup-code", async (c, next) => {
      if (c.var.session?.next === "setup_code") return next();
      const form = await parseForm(c, halvesForm);
      const { company: named = namedCompany(c, deps), email } = form.typed;
      // The form of a session that waited for the code before, and does not any more: it has no email.
      if (c.var.session && email === undefined) return c.redirect(placeOf(c.var.session), 303);
      const company = await whichCompany(deps, named);
      const elsewhere = await elsewherePage(c, deps, company);
      if (elsewhere) return elsewhere;
      const again = (problems: Problem[], status: ReturnType<typeof refusalStatus> = 422) => {
        const typed = { company: named, email };
        return show(c, <BothHalvesPage company={company} typed={typed} problems={problems} />, status);
      };
      const problems = [...companyProblems(company, named), ...(form.ok ? [] : form.problems)];
      if (!company || !form.ok) return again(problems);
      const { companyId } = company;
      const device = deviceOf(c.req.header("User-Agent"));
      const input = {
        companyId,
        email: form.value.email,
        code: form.value.code,
        device,
        address: clientAddress(c),
      };
      const result = await enterBothHalves(deps, input);
      if (!result.ok) {
        const problem = refusalProblem(result.refusal, "code", { now: deps.now() });
        return again([problem], refusalStatus(result.refusal));
      }
      if (c.var.session) await signOut(deps, c.var.session);
      return carryOn(c, deps, result.value.sessionToken);
    });
}
