import { type Context, Hono } from "hono";
import { z } from "zod";
import type { Refusal } from "../../domain/refusal.ts";
import { listCandidates } from "../../flows/list-candidates.ts";
import { openGrantForm } from "../../flows/open-grant-form.ts";
import { requestGrant } from "../../flows/request-grant.ts";
import { searchPeople } from "../../flows/search-people.ts";
import { viewRequest } from "../../flows/view-request.ts";
import { actRefusalText, wayOnOf } from "../act-refusal.ts";
import { actorOf, idIn, idInQuery } from "../actor-of.ts";
import { writeDone } from "../cookies.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { line, parseForm, sentCode } from "../forms.ts";
import { contextOf } from "../refusal-problem.ts";
import { refusalStatus } from "../refusal-text.ts";
import { type FormSent, redrawProblems, refuseForm } from "../refuse-form.ts";
import { sessionOf } from "../session-of.ts";
import type { Problem } from "../ui/frame.ts";
import { show } from "../ui/show.ts";
import { ChoosePage, GrantPage, maxWhy } from "./add-page.tsx";

type PortalContext = Context<PortalEnv>;
type Refuse = (c: PortalContext, deps: PortalDeps, refusal: Refusal) => Response | Promise<Response>;

const grantForm = z.object({ why: line("Say why: whoever decides reads it.", maxWhy), ...sentCode });

/** Add Admins → choose → Continue → Add Payments Admin. */
export const addRoutes = (deps: PortalDeps, refuse: Refuse) =>
  new Hono<PortalEnv>()
    .get("/payments/configuration/add", async (c) => {
      const { user, company } = sessionOf(c);
      // Told before typing; the flows decide again on locked rows.
      if (!user.isAdministrator)
        return refuse(
          c,
          deps,
          user.relationship === "employee"
            ? { code: "not_administrator", helpers: [company.helpName] }
            : { code: "not_employee", helpers: [] },
        );
      return showChoice(c, deps);
    })
    .post("/payments/configuration/add", async (c) => {
      const { typed } = await parseForm(c, z.object({}));
      const person = typed["person"] ?? "";
      if (/^[0-9a-z]{16}$/.test(person)) return c.redirect(`/payments/configuration/add/${person}`, 303);
      return showChoice(c, deps, { problems: [{ field: "person", text: "Choose a person." }] });
    })
    .get("/payments/configuration/add/:userId", async (c) => {
      const userId = idIn(c, "userId");
      const form = await openGrantForm(deps, actorOf(c), { userId });
      if (form.ok)
        return show(c, <GrantPage session={sessionOf(c)} form={form.value} why={await whyOf(c, deps)} />);
      const { refusal } = form;
      if (!isAboutChoice(refusal)) return refuse(c, deps, refusal);
      const text = actRefusalText(refusal, contextOf(deps.now(), sessionOf(c)));
      const problem = { field: "person", text, wayOn: wayOnOf(refusal) };
      return showChoice(c, deps, { problems: [problem], chosen: userId, status: refusalStatus(refusal) });
    })
    .post("/payments/configuration/add/:userId", async (c) => {
      const form = await parseForm(c, grantForm);
      const sent = sentForm(c, deps, { typed: form.typed, refuse });
      if (!form.ok) return redrawProblems(c, deps, form, sent);
      const { challenge: challengeId, code, why } = form.value;
      const done = await requestGrant(deps, actorOf(c), { challengeId, code, why });
      if (!done.ok) return refuseForm(c, deps, done.refusal, sent);
      const { request } = done.value.facts;
      writeDone(c, deps, request.state === "pending" ? "asked" : "granted");
      return c.redirect(`/payments/approvals/${request.id}`, 303);
    });

/** What is wrong with the chosen person, where another can be chosen. */
const isAboutChoice = ({ code }: Refusal) =>
  [
    "self_role",
    "person_deactivated",
    "payee_has_no_role",
    "already_payments_admin",
    "not_yet_system_administrator",
  ].includes(code);

type Choice = { problems?: Problem[]; chosen?: string; status?: ReturnType<typeof refusalStatus> };

/** Those who could be granted; by a name or email, anybody. */
async function showChoice(c: PortalContext, deps: PortalDeps, choice: Choice = {}) {
  const { problems = [], chosen, status = problems.length > 0 ? 422 : 200 } = choice;
  const actor = actorOf(c);
  const typed = (c.req.query("q") ?? "").trim().slice(0, 254);
  const people = typed ? await searchPeople(deps, actor, typed) : await listCandidates(deps, actor);
  const page = { session: sessionOf(c), typed, people, problems, chosen };
  return show(c, <ChoosePage {...page} />, status);
}

/** *Ask again*: the reason of before, to whoever asked. */
async function whyOf(c: PortalContext, deps: PortalDeps): Promise<string | undefined> {
  const again = idInQuery(c, "again");
  const seen = again ? await viewRequest(deps, actorOf(c), again) : undefined;
  if (!seen?.ok || seen.value.viewer !== "requester") return undefined;
  const { details } = seen.value.facts.request;
  return details.kind === "grant" ? details.why : undefined;
}

type Sent = { typed: Record<string, string>; refuse: Refuse };
type Granting = Parameters<typeof GrantPage>[0]["form"];

function sentForm(c: PortalContext, deps: PortalDeps, { typed, refuse }: Sent): FormSent<Granting> {
  const userId = idIn(c, "userId");
  return {
    challengeId: typed["challenge"] ?? "",
    open: (which) => openGrantForm(deps, actorOf(c), "again" in which ? which : { userId, ...which }),
    draw: (form, redrawn) => <GrantPage session={sessionOf(c)} form={form} why={typed["why"]} {...redrawn} />,
    refuse: (refusal) => refuse(c, deps, refusal),
  };
}
