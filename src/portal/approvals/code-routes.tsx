import { type Context, Hono } from "hono";
import { z } from "zod";
import type { Result } from "../../domain/result.ts";
import { approveRequest } from "../../flows/approve-request.ts";
import { openDecision } from "../../flows/open-decision.ts";
import { openProceed, proceedWithRequest } from "../../flows/proceed-with-request.ts";
import { actorOf, idIn } from "../actor-of.ts";
import { writeDone } from "../cookies.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { parseForm, sentCode } from "../forms.ts";
import { type FormSent, redrawProblems, refuseForm } from "../refuse-form.ts";
import { sessionOf } from "../session-of.ts";
import { show } from "../ui/show.ts";
import { ApprovePage, ProceedPage } from "./decide-page.tsx";
import { refuseRequest, toRequest } from "./refuse.ts";

type PortalContext = Context<PortalEnv>;
type Sent = { challengeId: string; code: string };

/** With the own code: to approve, and to go on alone. Which request it is about is what the challenge was bound to (R37). */
export const codeRoutes = (deps: PortalDeps) =>
  new Hono<PortalEnv>()
    .get("/payments/approvals/:requestId/approve", async (c) => {
      const form = await openDecision(deps, actorOf(c), idIn(c, "requestId"));
      if (!form.ok) return refuseRequest(c, deps, form.refusal);
      return show(c, <ApprovePage session={sessionOf(c)} form={form.value} />);
    })
    .post("/payments/approvals/:requestId/approve", async (c) =>
      decide(c, deps, {
        done: "approved",
        act: (sent) => approveRequest(deps, actorOf(c), sent),
        open: (which) => openDecision(deps, actorOf(c), whichIn(c, which)),
        draw: (form, redrawn) => <ApprovePage session={sessionOf(c)} form={form} {...redrawn} />,
      }),
    )
    .get("/payments/approvals/:requestId/proceed", async (c) => {
      const form = await openProceed(deps, actorOf(c), idIn(c, "requestId"));
      if (!form.ok) return refuseRequest(c, deps, form.refusal);
      return show(c, <ProceedPage session={sessionOf(c)} form={form.value} />);
    })
    .post("/payments/approvals/:requestId/proceed", async (c) =>
      decide(c, deps, {
        done: "proceeded",
        act: (sent) => proceedWithRequest(deps, actorOf(c), sent),
        open: (which) => openProceed(deps, actorOf(c), whichIn(c, which)),
        draw: (form, redrawn) => <ProceedPage session={sessionOf(c)} form={form} {...redrawn} />,
      }),
    );

const whichIn = (c: PortalContext, which: { keep: string } | { again: string }) =>
  "keep" in which ? { requestId: idIn(c, "requestId"), ...which } : which;

type Deciding<Form> = Pick<FormSent<Form>, "open" | "draw"> & {
  done: "approved" | "proceeded";
  act: (sent: Sent) => Promise<Result<unknown>>;
};

const codeForm = z.object(sentCode);

async function decide<Form>(c: PortalContext, deps: PortalDeps, { done, act, ...form }: Deciding<Form>) {
  const typed = await parseForm(c, codeForm);
  const challengeId = typed.typed["challenge"] ?? "";
  const sent = {
    ...form,
    challengeId,
    refuse: (refusal) => refuseRequest(c, deps, refusal),
  } satisfies FormSent<Form>;
  if (!typed.ok) return redrawProblems(c, deps, typed, sent);
  const result = await act({ challengeId, code: typed.value.code });
  if (!result.ok) return refuseForm(c, deps, result.refusal, sent);
  writeDone(c, deps, done);
  return toRequest(c);
}
