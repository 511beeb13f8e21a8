import { type Context, Hono } from "hono";
import type { Refusal } from "../../domain/refusal.ts";
import { ok } from "../../domain/result.ts";
import { beginStepUp } from "../../flows/begin-step-up.ts";
import { inviteUser } from "../../flows/invite-user.ts";
import { renewChallenge } from "../../flows/renew-challenge.ts";
import { viewPerson } from "../../flows/view-person.ts";
import { actRefusalText } from "../act-refusal.ts";
import { actorOf } from "../actor-of.ts";
import { writeDone } from "../cookies.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { parseForm } from "../forms.ts";
import { showRefusal } from "../refusal-page.tsx";
import { contextOf } from "../refusal-problem.ts";
import { type FormSent, redrawProblems, refuseForm } from "../refuse-form.ts";
import { sessionOf } from "../session-of.ts";
import { show } from "../ui/show.ts";
import { InvitePage, inviteForm } from "./invite-page.tsx";

type PortalContext = Context<PortalEnv>;

/** Add User: for System Administrators; others are told before they type. The flow decides again on locked rows. */
export const inviteRoutes = (deps: PortalDeps) =>
  new Hono<PortalEnv>()
    .get("/team/new", async (c) => {
      const session = sessionOf(c);
      if (session.user.role !== "system_administrator")
        return refuse(c, deps, { code: "not_system_administrator", helpers: [session.company.helpName] });
      const { challengeId } = await beginStepUp(deps, actorOf(c), { act: "invite" });
      return show(c, <InvitePage session={session} challengeId={challengeId} />);
    })
    .post("/team/new", (c) => submit(c, deps));

async function submit(c: PortalContext, deps: PortalDeps) {
  const actor = actorOf(c);
  const form = await parseForm(c, inviteForm);
  const sent = sentForm(c, deps, form.typed);
  if (!form.ok) return redrawProblems(c, deps, form, sent);
  const { relationship, first_name, last_name, email, role, organisation, phone, code, challenge } =
    form.value;
  const isPayee = relationship === "payee";
  const result = await inviteUser(deps, actor, {
    ...{ relationship, email, firstName: first_name, lastName: last_name },
    organisation: isPayee ? organisation : null,
    contactPhone: isPayee ? phone : null,
    ...(isPayee ? {} : { role }),
    ...{ challengeId: challenge, code },
  });
  if (!result.ok) return refuseInvite(c, deps, { refusal: result.refusal, email, sent });
  const { waiting } = result.value;
  writeDone(c, deps, waiting ? "asked" : "invited");
  if (waiting) return c.redirect(`/payments/approvals/${waiting.requestId}`, 303);
  const viewed = await viewPerson(deps, actor, { email });
  return c.redirect(viewed.ok ? `/team/${viewed.value.card.userId}` : "/team", 303);
}

type Refused = { refusal: Refusal; email: string; sent: FormSent<string> };

/** About the invitee: at the address, and for somebody invited or deactivated with the way to the person's page. */
async function refuseInvite(c: PortalContext, deps: PortalDeps, { refusal, email, sent }: Refused) {
  if (refusal.code !== "email_known" || refusal.status === "active")
    return refuseForm(c, deps, refusal, sent);
  const viewed = await viewPerson(deps, actorOf(c), { email });
  if (!viewed.ok) return refuseForm(c, deps, refusal, sent);
  const { userId, name } = viewed.value.card;
  const wayOn = { href: `/team/${userId}`, text: `Open ${name}'s page` };
  const text = actRefusalText(refusal, contextOf(deps.now(), sessionOf(c)));
  return show(c, sent.draw(sent.challengeId, { problems: [{ field: "email", text, wayOn }] }), 422);
}

/** The form names the person itself: its own challenge is all that it needs to be drawn again. */
function sentForm(c: PortalContext, deps: PortalDeps, typed: Record<string, string>): FormSent<string> {
  const challengeId = typed["challenge"] ?? "";
  return {
    challengeId,
    open: async (which) => {
      if ("keep" in which) return ok(which.keep);
      const renewed = await renewChallenge(deps, actorOf(c), { challengeId });
      return renewed.ok ? ok(renewed.value.challengeId) : renewed;
    },
    draw: (id, redrawn) => <InvitePage session={sessionOf(c)} challengeId={id} typed={typed} {...redrawn} />,
    fieldOf: ({ code }) => (code === "email_known" || code === "email_domain" ? "email" : undefined),
    refuse: (refusal) => refuse(c, deps, refusal),
  };
}

const refuse = (c: PortalContext, deps: PortalDeps, refusal: Refusal) =>
  showRefusal(c, deps, { refusal, section: "team", back: { href: "/team", text: "Back to Team" } });
