import { type Context, Hono } from "hono";
import { z } from "zod";
import type { Refusal } from "../../domain/refusal.ts";
import { askForPasswordLink } from "../../flows/ask-for-password-link.ts";
import { resetPassword } from "../../flows/reset-password.ts";
import {
  findPasswordLinkCompany,
  type PasswordLinkView,
  viewPasswordLink,
} from "../../flows/view-password-link.ts";
import { dropSessionToken } from "../cookies.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { notAvailable } from "../failures.tsx";
import { filled, parseForm, passwordField } from "../forms.ts";
import { otherPerson } from "../other-person.ts";
import { refusalProblem } from "../refusal-problem.ts";
import { refusalStatus, refusalText } from "../refusal-text.ts";
import type { Problem } from "../ui/frame.ts";
import { MessagePage } from "../ui/message-page.tsx";
import { OtherPersonPage } from "../ui/other-person-page.tsx";
import { show } from "../ui/show.ts";
import { companyProblems, elsewherePage, namedCompany, whichCompany } from "../which-company.ts";
import { ForgotPage, LinkSentPage, NewPasswordPage } from "./page.tsx";

type PortalContext = Context<PortalEnv>;

const forgotForm = z.object({
  company: z.string().trim().max(100).optional(),
  email: filled("Enter your email."),
});
const passwordForm = z.object({ password: passwordField });

/** No answer comes sooner: a known address has a few more rows to write, and must not be told by that (R04). */
const answerMs = 250;

export function passwordRoutes(deps: PortalDeps) {
  return new Hono<PortalEnv>()
    .get("/password/forgot", async (c) => {
      const company = await whichCompany(deps, namedCompany(c, deps));
      return (await elsewherePage(c, deps, company)) ?? show(c, <ForgotPage company={company} />);
    })
    .post("/password/forgot", async (c) => {
      const form = await parseForm(c, forgotForm);
      const { company: named = namedCompany(c, deps), email: typed } = form.typed;
      const company = await whichCompany(deps, named);
      const elsewhere = await elsewherePage(c, deps, company);
      if (elsewhere) return elsewhere;
      const problems = [...companyProblems(company, named), ...(form.ok ? [] : form.problems)];
      const again = (faults: Problem[], status: ReturnType<typeof refusalStatus> = 422) => {
        const page = (
          <ForgotPage company={company} typed={{ company: named, email: typed }} problems={faults} />
        );
        return show(c, page, status);
      };
      if (!company || !form.ok) return again(problems);
      const { email } = form.value;
      const asking = askForPasswordLink(deps, { companyId: company.companyId, email });
      const [asked] = await Promise.all([asking, atLeast()]);
      if (!asked.ok)
        return again(
          [refusalProblem(asked.refusal, "email", { now: deps.now() })],
          refusalStatus(asked.refusal),
        );
      return show(c, <LinkSentPage company={company} email={email} />);
    })
    .get("/password/reset/:token", async (c) => {
      const token = c.req.param("token");
      const view = await viewPasswordLink(deps, token);
      if (!view.ok) return showRefusal(c, deps, { token, refusal: view.refusal });
      return (await notForHere(c, deps, view.value)) ?? show(c, <NewPasswordPage view={view.value} />);
    })
    .post("/password/reset/:token", async (c) => {
      const token = c.req.param("token");
      const view = await viewPasswordLink(deps, token);
      if (!view.ok) return showRefusal(c, deps, { token, refusal: view.refusal });
      const away = await notForHere(c, deps, view.value);
      if (away) return away;
      const form = await parseForm(c, passwordForm);
      if (!form.ok) return show(c, <NewPasswordPage view={view.value} problems={form.problems} />, 422);
      const result = await resetPassword(deps, { token, password: form.value.password });
      if (result.ok) {
        dropSessionToken(c, deps);
        return c.redirect(`/sign-in?company=${result.value.slug}&changed`, 303);
      }
      if (result.refusal.code !== "password") return showRefusal(c, deps, { token, refusal: result.refusal });
      const problem = refusalProblem(result.refusal, "password", { now: deps.now() });
      return show(c, <NewPasswordPage view={view.value} problems={[problem]} />, 422);
    });
}

const atLeast = () => new Promise<void>((resolve) => setTimeout(resolve, answerMs));

async function notForHere(
  c: PortalContext,
  deps: PortalDeps,
  { market, companyName, ...view }: PasswordLinkView,
) {
  if (!deps.markets.includes(market)) return notAvailable(c, { company: companyName });
  const person = otherPerson(c.var.session, view);
  const whom = `This link is for ${view.email}.`;
  return person === undefined
    ? undefined
    : show(
        c,
        <OtherPersonPage person={person} company={companyName} whom={whom} returnTo={c.req.path} />,
        c.req.method === "POST" ? 422 : 200,
      );
}

const titles: Partial<Record<Refusal["code"], string>> = {
  password_link_over: "This link has run out",
  password_blocked: "Your password wasn't changed",
};

async function showRefusal(
  c: PortalContext,
  deps: PortalDeps,
  { token, refusal }: { token: string; refusal: Refusal },
) {
  const company = await findPasswordLinkCompany(deps, token);
  const title = titles[refusal.code] ?? "We don't know this link";
  const query = company ? `?company=${company.slug}` : "";
  const action =
    refusal.code === "password_blocked"
      ? { href: `/sign-in${query}`, text: "Go to sign-in" }
      : { href: `/password/forgot${query}`, text: "Ask for a new link" };
  const context = { now: deps.now(), help: company?.help, zone: company?.timeZone };
  return show(
    c,
    <MessagePage frame={{ title, company: company?.companyName, help: company?.help }} action={action}>
      <p>{refusalText(refusal, context)}</p>
    </MessagePage>,
    refusalStatus(refusal),
  );
}
