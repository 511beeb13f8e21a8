import { type Context, Hono } from "hono";
import { z } from "zod";
import { holdUser } from "../../flows/hold-user.ts";
import { openResetForm } from "../../flows/open-reset-form.ts";
import { viewRequest } from "../../flows/view-request.ts";
import { actRefusalText, wayOnOf } from "../act-refusal.ts";
import { actorOf, idIn, idInQuery } from "../actor-of.ts";
import { takeDone } from "../cookies.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { emailField, parseForm } from "../forms.ts";
import { untilText } from "../refusal-phrases.ts";
import { contextOf } from "../refusal-problem.ts";
import { refusalStatus } from "../refusal-text.ts";
import { sessionOf } from "../session-of.ts";
import type { Problem } from "../ui/frame.ts";
import { show } from "../ui/show.ts";
import { drawForm } from "./draw.tsx";
import { forgottenName, isForgotten, type Typed } from "./fields.tsx";
import { WhoPage } from "./other-pages.tsx";
import { refuseReset } from "./refuse.ts";
import { safetyRoutes } from "./safety-routes.tsx";
import { submitForm } from "./submit.tsx";

type PortalContext = Context<PortalEnv>;

const whoForm = z.object({ email: emailField("Type the person's email address.") });

/** Account settings › Multifactor authentication › Reset MFA: who → the lightest remedy → confirm → done. */
export const resetMfaRoutes = (deps: PortalDeps) =>
  new Hono<PortalEnv>()
    .get("/account/reset-mfa", async (c) => {
      const session = sessionOf(c);
      // A payee hears that there is nothing for them before anybody is named (R32).
      if (session.user.relationship === "payee")
        return refuseReset(c, deps, { code: "not_employee", helpers: [] });
      const isRenewed = takeDone(c, deps, ["renewed"]) !== undefined;
      return show(c, <WhoPage session={session} isRenewed={isRenewed} />);
    })
    .post("/account/reset-mfa", (c) => findWho(c, deps))
    .get("/account/reset-mfa/:userId", async (c) => {
      const typed = await typedBefore(c, deps);
      const isPasswordForgotten = isForgotten(typed);
      const whom = { userId: idIn(c, "userId"), isPasswordForgotten };
      const form = await openResetForm(deps, actorOf(c), whom);
      if (!form.ok) return refuseReset(c, deps, form.refusal);
      const isUnlocked = takeDone(c, deps, ["unlocked"]) !== undefined;
      const notice = isUnlocked ? { notice: unlockedText(form.value.card.firstName), isGood: true } : {};
      return show(
        c,
        drawForm({ session: sessionOf(c), form: form.value, now: deps.now(), typed, ...notice }),
      );
    })
    .post("/account/reset-mfa/:userId", (c) => submitForm(c, deps))
    .post("/account/reset-mfa/:userId/lock", (c) => lock(c, deps))
    .post("/account/reset-mfa/:userId/anew", async (c) => {
      const { typed } = await parseForm(c, z.object({}));
      const anew = { anewFor: typed["challenge"] ?? "", isPasswordForgotten: isForgotten(typed) };
      const form = await openResetForm(deps, actorOf(c), anew);
      if (!form.ok) return refuseReset(c, deps, form.refusal);
      return show(c, drawForm({ session: sessionOf(c), form: form.value, now: deps.now(), typed }));
    })
    // The addresses of buttons, when a reload or the back button asks for them.
    .get("/account/reset-mfa/:userId/lock", toForm)
    .get("/account/reset-mfa/:userId/anew", toForm)
    .route("/", safetyRoutes(deps));

const toForm = (c: PortalContext) => c.redirect(`/account/reset-mfa/${idIn(c, "userId")}`, 303);

const unlockedText = (name: string) =>
  `${name} is unlocked and can sign in again. ${name} and whoever locked the account are told.`;

/** By the address; near matches are offered for a slip of the finger. */
async function findWho(c: PortalContext, deps: PortalDeps) {
  const session = sessionOf(c);
  const form = await parseForm(c, whoForm);
  const again = (problems: Problem[], status: 422 | ReturnType<typeof refusalStatus>) =>
    show(c, <WhoPage session={session} typed={form.typed["email"]} problems={problems} />, status);
  if (!form.ok && session.user.relationship === "employee") return again(form.problems, 422);
  const found = await openResetForm(deps, actorOf(c), { email: form.ok ? form.value.email : "" });
  if (found.ok) return c.redirect(`/account/reset-mfa/${found.value.card.userId}`, 303);
  const { refusal } = found;
  if (refusal.code === "not_employee") return refuseReset(c, deps, refusal);
  const text = actRefusalText(refusal, contextOf(deps.now(), session));
  return again([{ field: "email", text, wayOn: wayOnOf(refusal) }], refusalStatus(refusal));
}

/** *Lock now*, in a form that waits for a decision: the form stays, with all that was typed, and says until when. */
async function lock(c: PortalContext, deps: PortalDeps) {
  const actor = actorOf(c);
  const session = sessionOf(c);
  const { typed } = await parseForm(c, z.object({}));
  const challengeId = typed["challenge"] ?? "";
  const held = await holdUser(deps, actor, { challengeId });
  const form = await openResetForm(deps, actor, {
    again: challengeId,
    isPasswordForgotten: isForgotten(typed),
  });
  // The form's own trouble stands behind what was pressed.
  if (!form.ok) return refuseReset(c, deps, held.ok ? form.refusal : held.refusal);
  const context = contextOf(deps.now(), session);
  const next = form.value.kind === "door" ? "" : " Now send this form.";
  const notice = held.ok
    ? `Locked ${untilText(held.value.until, context)}. ${held.value.name} is signed out everywhere.${next}`
    : actRefusalText(held.refusal, context);
  const drawing = { session, form: form.value, now: deps.now(), typed, notice, isGood: held.ok };
  return show(c, drawForm(drawing), held.ok ? 200 : refusalStatus(held.refusal));
}

/** *Ask again*: why, the note and whether the password is gone are kept, how it was verified is asked anew. */
async function typedBefore(c: PortalContext, deps: PortalDeps): Promise<Typed> {
  const again = idInQuery(c, "again");
  const seen = again ? await viewRequest(deps, actorOf(c), again) : undefined;
  if (!seen?.ok || seen.value.viewer !== "requester") return {};
  const { details } = seen.value.facts.request;
  if (details.kind !== "reset") return {};
  const { reason, note, isPasswordForgotten } = details;
  return { reason, note: note ?? "", ...(isPasswordForgotten ? { [forgottenName]: "yes" } : {}) };
}
