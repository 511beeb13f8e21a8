import { type Context, Hono } from "hono";
import { z } from "zod";
import { denialReasons, maxDenial, missingDenial, toldDenial } from "../../domain/denial.ts";
import { ok, type Result, refuse } from "../../domain/result.ts";
import { cancelRequest } from "../../flows/cancel-request.ts";
import { denyRequest } from "../../flows/deny-request.ts";
import { answerQuestion, askRequester } from "../../flows/note-on-request.ts";
import { remindOfRequest } from "../../flows/remind-of-request.ts";
import { viewRequest } from "../../flows/view-request.ts";
import { viewToDecide } from "../../flows/view-to-decide.ts";
import { actorOf, idIn } from "../actor-of.ts";
import { writeDone } from "../cookies.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { line, optionalLine, parseForm } from "../forms.ts";
import { sessionOf } from "../session-of.ts";
import { show } from "../ui/show.ts";
import type { RequestDone } from "./done-text.ts";
import { AnswerPage, CancelPage, DenyPage, maxText, QuestionPage } from "./note-pages.tsx";
import { refuseRequest, toRequest } from "./refuse.ts";
import type { Participant } from "./request-page.tsx";

type PortalContext = Context<PortalEnv>;
type Typed = Parameters<typeof DenyPage>[0];

const denyForm = z
  .object({
    reason: z.enum(denialReasons, "Choose why."),
    more: optionalLine(maxDenial),
  })
  .transform(({ reason, more }, context) => {
    const told = toldDenial(reason, more);
    if (told !== undefined) return told;
    context.addIssue({ code: "custom", message: missingDenial, path: ["more"] });
    return z.NEVER;
  });
const noteForm = z.object({ text: line("Type something first.", maxText) });

/** Without a code: whoever sends it is judged as for a yes (B15). */
export const plainRoutes = (deps: PortalDeps) =>
  new Hono<PortalEnv>()
    .get("/payments/approvals/:requestId/deny", (c) => showDenial(c, deps))
    .post("/payments/approvals/:requestId/deny", async (c) => {
      const form = await parseForm(c, denyForm);
      if (!form.ok) return showDenial(c, deps, form);
      const requestId = idIn(c, "requestId");
      return finish(
        c,
        deps,
        "denied",
        await denyRequest(deps, actorOf(c), { requestId, reason: form.value }),
      );
    })
    .get("/payments/approvals/:requestId/ask", (c) => showQuestion(c, deps))
    .post("/payments/approvals/:requestId/ask", async (c) => {
      const form = await parseForm(c, noteForm);
      if (!form.ok) return showQuestion(c, deps, form);
      const note = { requestId: idIn(c, "requestId"), ...form.value };
      return finish(c, deps, "question", await askRequester(deps, actorOf(c), note));
    })
    .get("/payments/approvals/:requestId/answer", (c) => showAnswer(c, deps))
    .post("/payments/approvals/:requestId/answer", async (c) => {
      const form = await parseForm(c, noteForm);
      if (!form.ok) return showAnswer(c, deps, form);
      const note = { requestId: idIn(c, "requestId"), ...form.value };
      return finish(c, deps, "answer", await answerQuestion(deps, actorOf(c), note));
    })
    .get("/payments/approvals/:requestId/cancel", async (c) => {
      const own = await findOwn(c, deps);
      if (!own.ok) return refuseRequest(c, deps, own.refusal);
      return show(c, <CancelPage session={sessionOf(c)} facts={own.value.facts} />);
    })
    .post("/payments/approvals/:requestId/cancel", async (c) =>
      finish(c, deps, "cancelled", await cancelRequest(deps, actorOf(c), idIn(c, "requestId"))),
    )
    // The address of a button, when a reload or the back button asks for it.
    .get("/payments/approvals/:requestId/remind", toRequest)
    .post("/payments/approvals/:requestId/remind", async (c) =>
      finish(c, deps, "reminded", await remindOfRequest(deps, actorOf(c), idIn(c, "requestId"))),
    );

function finish(c: PortalContext, deps: PortalDeps, done: RequestDone, result: Result<unknown>) {
  if (!result.ok) return refuseRequest(c, deps, result.refusal);
  writeDone(c, deps, done);
  return toRequest(c);
}

type Sent = Pick<Typed, "problems" | "typed">;

async function showDenial(c: PortalContext, deps: PortalDeps, { problems = [], typed = {} }: Sent = {}) {
  const requestId = idIn(c, "requestId");
  const found = await viewToDecide(deps, actorOf(c), { requestId, act: "deny" });
  if (!found.ok) return refuseRequest(c, deps, found.refusal);
  const page = { session: sessionOf(c), facts: found.value, problems, typed };
  return show(c, <DenyPage {...page} />, problems.length > 0 ? 422 : 200);
}

async function showQuestion(c: PortalContext, deps: PortalDeps, { problems = [], typed = {} }: Sent = {}) {
  const requestId = idIn(c, "requestId");
  const found = await viewToDecide(deps, actorOf(c), { requestId, act: "ask_requester" });
  if (!found.ok) return refuseRequest(c, deps, found.refusal);
  const page = { session: sessionOf(c), facts: found.value, problems, typed };
  return show(c, <QuestionPage {...page} />, problems.length > 0 ? 422 : 200);
}

async function showAnswer(c: PortalContext, deps: PortalDeps, { problems = [], typed = {} }: Sent = {}) {
  const own = await findOwn(c, deps);
  if (!own.ok) return refuseRequest(c, deps, own.refusal);
  const { facts, question } = own.value;
  const page = { session: sessionOf(c), facts, question, problems, typed };
  return show(c, <AnswerPage {...page} />, problems.length > 0 ? 422 : 200);
}

/** The request, for whoever asked. */
async function findOwn(c: PortalContext, deps: PortalDeps): Promise<Result<Participant>> {
  const seen = await viewRequest(deps, actorOf(c), idIn(c, "requestId"));
  if (!seen.ok) return seen;
  if (seen.value.viewer === "colleague") return refuse({ code: "request_unknown" });
  const { viewer, facts } = seen.value;
  return viewer === "requester"
    ? ok(seen.value)
    : refuse({ code: "not_requester", name: facts.requester.firstName });
}
