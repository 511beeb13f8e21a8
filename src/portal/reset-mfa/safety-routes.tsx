import { type Context, Hono } from "hono";
import { z } from "zod";
import type { Refusal } from "../../domain/refusal.ts";
import { openUndo } from "../../flows/open-undo.ts";
import { openRelease, releaseUser } from "../../flows/release-user.ts";
import { undoReset } from "../../flows/undo-reset.ts";
import { actorOf, idIn } from "../actor-of.ts";
import { refuseRequest, toRequest } from "../approvals/refuse.ts";
import { writeDone } from "../cookies.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { parseForm, sentCode } from "../forms.ts";
import { type FormSent, redrawProblems, refuseForm } from "../refuse-form.ts";
import { sessionOf } from "../session-of.ts";
import { show } from "../ui/show.ts";
import { refuseReset } from "./refuse.ts";
import { ReleasePage, UndoPage } from "./safety-pages.tsx";

type PortalContext = Context<PortalEnv>;

const codeForm = z.object(sentCode);

/** *Unlock*, and *Undo*: each with the own code. */
export const safetyRoutes = (deps: PortalDeps) =>
  new Hono<PortalEnv>()
    .get("/account/reset-mfa/:userId/unlock", async (c) => {
      const userId = idIn(c, "userId");
      const form = await openRelease(deps, actorOf(c), { userId });
      if (!form.ok) return refuseReset(c, deps, form.refusal);
      return show(c, <ReleasePage session={sessionOf(c)} form={form.value} userId={userId} />);
    })
    .post("/account/reset-mfa/:userId/unlock", (c) => release(c, deps))
    .get("/payments/approvals/:requestId/undo", async (c) => {
      const requestId = idIn(c, "requestId");
      const form = await openUndo(deps, actorOf(c), { requestId });
      if (!form.ok) return refuseRequest(c, deps, form.refusal);
      return show(c, <UndoPage session={sessionOf(c)} form={form.value} requestId={requestId} />);
    })
    .post("/payments/approvals/:requestId/undo", (c) => undo(c, deps));

async function release(c: PortalContext, deps: PortalDeps) {
  const userId = idIn(c, "userId");
  const form = await parseForm(c, codeForm);
  const sent: FormSent<Parameters<typeof ReleasePage>[0]["form"]> = {
    challengeId: form.typed["challenge"] ?? "",
    open: (which) => openRelease(deps, actorOf(c), "again" in which ? which : { userId, ...which }),
    draw: (opened, redrawn) => (
      <ReleasePage session={sessionOf(c)} form={opened} userId={userId} {...redrawn} />
    ),
    refuse: (refusal: Refusal) => refuseReset(c, deps, refusal),
  };
  if (!form.ok) return redrawProblems(c, deps, form, sent);
  const { challenge: challengeId, code } = form.value;
  const done = await releaseUser(deps, actorOf(c), { challengeId, code });
  if (!done.ok) return refuseForm(c, deps, done.refusal, sent);
  writeDone(c, deps, "unlocked");
  return c.redirect(`/account/reset-mfa/${userId}`, 303);
}

async function undo(c: PortalContext, deps: PortalDeps) {
  const requestId = idIn(c, "requestId");
  const form = await parseForm(c, codeForm);
  const sent: FormSent<Parameters<typeof UndoPage>[0]["form"]> = {
    challengeId: form.typed["challenge"] ?? "",
    open: (which) => openUndo(deps, actorOf(c), "again" in which ? which : { requestId, ...which }),
    draw: (opened, redrawn) => (
      <UndoPage session={sessionOf(c)} form={opened} requestId={requestId} {...redrawn} />
    ),
    refuse: (refusal: Refusal) => refuseRequest(c, deps, refusal),
  };
  if (!form.ok) return redrawProblems(c, deps, form, sent);
  const { challenge: challengeId, code } = form.value;
  const done = await undoReset(deps, actorOf(c), { challengeId, code });
  if (!done.ok) return refuseForm(c, deps, done.refusal, sent);
  writeDone(c, deps, "undone");
  return toRequest(c);
}
