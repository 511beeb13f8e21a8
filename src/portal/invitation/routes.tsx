import { type Context, Hono } from "hono";
import { z } from "zod";
import type { Refusal } from "../../domain/refusal.ts";
import { acceptInvitation } from "../../flows/accept-invitation.ts";
import { askForInvitation } from "../../flows/ask-for-invitation.ts";
import { viewClosedInvitation } from "../../flows/view-closed-invitation.ts";
import { type InvitationView, viewInvitation } from "../../flows/view-invitation.ts";
import { carryOn } from "../carry-on.ts";
import { deviceOf } from "../device.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { notAvailable } from "../failures.tsx";
import { parseForm, passwordField } from "../forms.ts";
import { otherPerson } from "../other-person.ts";
import { refusalProblem } from "../refusal-problem.ts";
import { refusalStatus, refusalText } from "../refusal-text.ts";
import { OtherPersonPage } from "../ui/other-person-page.tsx";
import { show } from "../ui/show.ts";
import { ClosedInvitationPage } from "./closed-page.tsx";
import { InvitationPage } from "./page.tsx";

type PortalContext = Context<PortalEnv>;

const passwordForm = z.object({ password: passwordField });

export function invitationRoutes(deps: PortalDeps) {
  return (
    new Hono<PortalEnv>()
      .get("/invitations/:token", async (c) => {
        const token = c.req.param("token");
        const invitation = await viewInvitation(deps, token);
        if (!invitation.ok) return showClosed(c, deps, { token, refusal: invitation.refusal });
        return (
          (await notForHere(c, deps, invitation.value)) ??
          show(c, <InvitationPage invitation={invitation.value} />)
        );
      })
      .post("/invitations/:token", async (c) => {
        const token = c.req.param("token");
        const invitation = await viewInvitation(deps, token);
        if (!invitation.ok) return showClosed(c, deps, { token, refusal: invitation.refusal });
        const away = await notForHere(c, deps, invitation.value);
        if (away) return away;
        const form = await parseForm(c, passwordForm);
        if (!form.ok)
          return show(c, <InvitationPage invitation={invitation.value} problems={form.problems} />, 422);
        const device = deviceOf(c.req.header("User-Agent"));
        const result = await acceptInvitation(deps, { token, password: form.value.password, device });
        if (result.ok) return carryOn(c, deps, result.value.sessionToken);
        if (result.refusal.code !== "password")
          return showClosed(c, deps, { token, refusal: result.refusal });
        const problem = refusalProblem(result.refusal, "password", { now: deps.now() });
        return show(c, <InvitationPage invitation={invitation.value} problems={[problem]} />, 422);
      })
      .post("/invitations/:token/ask", async (c) => {
        const token = c.req.param("token");
        // Whatever it answers, the invitation's own page says how it stands.
        await askForInvitation(deps, { token });
        return c.redirect(`/invitations/${encodeURIComponent(token)}`, 303);
      })
      // The button's address, when a reload asks for it.
      .get("/invitations/:token/ask", (c) =>
        c.redirect(`/invitations/${encodeURIComponent(c.req.param("token"))}`, 303),
      )
  );
}

/** Somebody else is signed in here, or payments do not work in the company's country. */
async function notForHere(c: PortalContext, deps: PortalDeps, { market, ...invitation }: InvitationView) {
  const { companyName: company, firstName, email } = invitation;
  if (!deps.markets.includes(market)) return notAvailable(c, { company });
  const person = otherPerson(c.var.session, invitation);
  const whom = `This invitation is for ${firstName} (${email}).`;
  return person === undefined
    ? undefined
    : show(
        c,
        <OtherPersonPage person={person} company={company} whom={whom} returnTo={c.req.path} />,
        c.req.method === "POST" ? 422 : 200,
      );
}

async function showClosed(
  c: PortalContext,
  deps: PortalDeps,
  { token, refusal }: { token: string; refusal: Refusal },
) {
  const closed = await viewClosedInvitation(deps, token);
  if (closed && !deps.markets.includes(closed.market))
    return notAvailable(c, { company: closed.companyName });
  const text = refusalText(refusal, { now: deps.now(), help: closed?.help });
  const page = (
    <ClosedInvitationPage
      code={refusal.code}
      text={text}
      closed={closed}
      askAt={`/invitations/${token}/ask`}
    />
  );
  return show(c, page, refusalStatus(refusal));
}
