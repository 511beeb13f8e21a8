import { type Context, Hono } from "hono";
import { z } from "zod";
import type { Refusal } from "../../domain/refusal.ts";
import { acceptInvitation } from "../../flows/accept-invitation.ts";
import type { Session } from "../../flows/find-session.ts";
import { type InvitationView, viewInvitation } from "../../flows/view-invitation.ts";
import { carryOn } from "../carry-on.ts";
import { deviceOf } from "../device.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { parseForm, passwordField } from "../forms.ts";
import { refusalProblem } from "../refusal-problem.ts";
import { refusalStatus, refusalText } from "../refusal-text.ts";
import { MessagePage } from "../ui/message-page.tsx";
import { show } from "../ui/show.ts";
import { InvitationPage, OtherPersonPage } from "./page.tsx";

type PortalContext = Context<PortalEnv, "/invitations/:token">;

const passwordForm = z.object({ password: passwordField });

export function invitationRoutes(deps: PortalDeps) {
  return new Hono<PortalEnv>()
    .get("/invitations/:token", async (c) => {
      const invitation = await viewInvitation(deps, c.req.param("token"));
      if (!invitation.ok) return showRefusal(c, deps, invitation.refusal);
      const other = otherPerson(c.var.session, invitation.value);
      if (other) return showOtherPerson(c, other, invitation.value);
      return show(c, <InvitationPage invitation={invitation.value} />);
    })
    .post("/invitations/:token", async (c) => {
      const token = c.req.param("token");
      const invitation = await viewInvitation(deps, token);
      if (!invitation.ok) return showRefusal(c, deps, invitation.refusal);
      const other = otherPerson(c.var.session, invitation.value);
      if (other) return showOtherPerson(c, other, invitation.value);
      const form = await parseForm(c, passwordForm);
      if (!form.ok)
        return show(c, <InvitationPage invitation={invitation.value} problems={form.problems} />, 422);
      const device = deviceOf(c.req.header("User-Agent"));
      const result = await acceptInvitation(deps, { token, password: form.value.password, device });
      if (result.ok) return carryOn(c, deps, result.value.sessionToken);
      if (result.refusal.code !== "password") return showRefusal(c, deps, result.refusal);
      const problem = refusalProblem(result.refusal, "password", { now: deps.now() });
      return show(c, <InvitationPage invitation={invitation.value} problems={[problem]} />, 422);
    });
}

/** Whoever is signed in here, when it is not the invited person. */
function otherPerson(session: Session | undefined, { email, slug }: InvitationView): string | undefined {
  if (!session || (session.user.email === email && session.company.slug === slug)) return undefined;
  return session.user.firstName;
}

const showOtherPerson = (c: PortalContext, person: string, invitation: InvitationView) =>
  show(
    c,
    <OtherPersonPage person={person} invitation={invitation} returnTo={c.req.path} />,
    c.req.method === "POST" ? 422 : 200,
  );

const titles: Partial<Record<Refusal["code"], string>> = {
  invitation_used: "This invitation was already used",
  invitation_expired: "This invitation has run out",
};

function showRefusal(c: PortalContext, deps: PortalDeps, refusal: Refusal) {
  const frame = { title: titles[refusal.code] ?? "We don't know this invitation" };
  return show(
    c,
    <MessagePage frame={frame} action={{ href: "/sign-in", text: "Go to sign-in" }}>
      <p>{refusalText(refusal, { now: deps.now() })}</p>
    </MessagePage>,
    refusalStatus(refusal),
  );
}
