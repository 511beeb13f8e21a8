import { type Context, Hono } from "hono";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import type { Actor } from "../../domain/actor.ts";
import { type PersonAct, personActs } from "../../domain/person-act.ts";
import type { Refusal } from "../../domain/refusal.ts";
import type { Result } from "../../domain/result.ts";
import { correctEmail } from "../../flows/correct-email.ts";
import { deactivateUser } from "../../flows/deactivate-user.ts";
import { lowerUser } from "../../flows/lower-user.ts";
import { openPersonAct } from "../../flows/open-person-act.ts";
import type { Done } from "../../flows/person-done.ts";
import { proposeRaise, proposeRemoval } from "../../flows/propose-role-change.ts";
import { reactivateUser } from "../../flows/reactivate-user.ts";
import { sendInvitationAgain } from "../../flows/send-invitation-again.ts";
import { withdrawInvitation } from "../../flows/withdraw-invitation.ts";
import { actorOf, idIn } from "../actor-of.ts";
import { writeDone } from "../cookies.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { emailField, parseForm, sentCode } from "../forms.ts";
import { showRefusal } from "../refusal-page.tsx";
import { type FormSent, redrawProblems, refuseForm } from "../refuse-form.ts";
import { sessionOf } from "../session-of.ts";
import { show } from "../ui/show.ts";
import { ActPage } from "./act-page.tsx";

type PortalContext = Context<PortalEnv>;
type Sent = { challengeId: string; code: string };
type Verb = (deps: Deps, actor: Actor, form: Sent) => Promise<Result<Done>>;

const verbs: Record<Exclude<PersonAct, "email">, Verb> = {
  raise: proposeRaise,
  lower: lowerUser,
  deactivate: deactivateUser,
  reactivate: reactivateUser,
  resend: sendInvitationAgain,
  withdraw: withdrawInvitation,
  revoke: proposeRemoval,
};

const actForm = z.object(sentCode);
const emailForm = z.object({ ...sentCode, email: emailField("Type the new email address.") });

/** What is wrong with the new address stands at its field. */
const aboutAddress = new Set(["email_known", "email_domain", "nothing_changes"]);

/** Every act on a person's account has a form of its own, with an own code. */
export const personActRoutes = (deps: PortalDeps) =>
  new Hono<PortalEnv>()
    .get("/team/:userId/:act", async (c, next) => {
      const act = actIn(c);
      if (!act) return next();
      const userId = idIn(c, "userId");
      const form = await openPersonAct(deps, actorOf(c), { act, userId });
      if (!form.ok) return refuse(c, deps, form.refusal);
      return show(c, <ActPage session={sessionOf(c)} act={act} form={form.value} />);
    })
    .post("/team/:userId/:act", async (c, next) => {
      const act = actIn(c);
      return act ? submit(c, deps, act) : next();
    });

const actIn = (c: PortalContext) => personActs.find((act) => act === c.req.param("act"));

async function submit(c: PortalContext, deps: PortalDeps, act: PersonAct) {
  const actor = actorOf(c);
  const isEmail = act === "email";
  const form = await parseForm(c, isEmail ? emailForm : actForm);
  const sent = sentForm(c, deps, { act, typed: form.typed });
  if (!form.ok) return redrawProblems(c, deps, form, sent);
  const { challenge: challengeId, code } = form.value;
  const email = form.typed["email"] ?? "";
  const done = isEmail
    ? await correctEmail(deps, actor, { challengeId, code, email })
    : await verbs[act](deps, actor, { challengeId, code });
  if (!done.ok) return refuseForm(c, deps, done.refusal, sent);
  const { waiting } = done.value;
  writeDone(c, deps, waiting ? "asked" : act);
  if (waiting) return c.redirect(`/payments/approvals/${waiting.requestId}`, 303);
  return c.redirect(act === "revoke" ? "/payments/configuration" : `/team/${idIn(c, "userId")}`, 303);
}

function sentForm(
  c: PortalContext,
  deps: PortalDeps,
  { act, typed }: { act: PersonAct; typed: Record<string, string> },
): FormSent<Parameters<typeof ActPage>[0]["form"]> {
  const userId = idIn(c, "userId");
  return {
    challengeId: typed["challenge"] ?? "",
    open: (which) =>
      openPersonAct(deps, actorOf(c), "again" in which ? { act, ...which } : { act, userId, ...which }),
    draw: (form, redrawn) => (
      <ActPage session={sessionOf(c)} act={act} form={form} email={typed["email"]} {...redrawn} />
    ),
    fieldOf: ({ code }) => (act === "email" && aboutAddress.has(code) ? "email" : undefined),
    refuse: (refusal) => refuse(c, deps, refusal),
  };
}

const refuse = (c: PortalContext, deps: PortalDeps, refusal: Refusal) =>
  showRefusal(c, deps, { refusal, section: "team", back: { href: "/team", text: "Back to Team" } });
