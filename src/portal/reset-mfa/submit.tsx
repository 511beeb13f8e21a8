import type { Context } from "hono";
import { z } from "zod";
import type { Refusal } from "../../domain/refusal.ts";
import {
  attestationOf,
  linkIn,
  maxNote,
  resetLabels,
  resetReasons,
  verifiedWays,
} from "../../domain/reset-text.ts";
import { askForReset } from "../../flows/ask-for-reset.ts";
import type { ResetForm } from "../../flows/bind-reset-form.ts";
import { openResetForm } from "../../flows/open-reset-form.ts";
import { renewReset } from "../../flows/renew-reset.ts";
import { resetMfa } from "../../flows/reset-mfa.ts";
import { actorOf, idIn } from "../actor-of.ts";
import { writeDone } from "../cookies.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { optionalLine, parseForm, sentCode } from "../forms.ts";
import { type FormSent, redrawProblems, refuseForm } from "../refuse-form.ts";
import { sessionOf } from "../session-of.ts";
import { show } from "../ui/show.ts";
import { drawForm } from "./draw.tsx";
import { forgottenName, isForgotten, shownName, type Typed } from "./fields.tsx";
import { refuseReset } from "./refuse.ts";

type PortalContext = Context<PortalEnv>;

const caseFields = {
  reason: z.enum(resetReasons, "Choose why."),
  verified_how: z.enum(verifiedWays, "Choose how you made sure."),
  note: optionalLine(maxNote),
  [forgottenName]: z.string().optional(),
};
const confirmForm = z.object({ ...caseFields, ...sentCode });
const askForm = z.object({ ...caseFields, challenge: sentCode.challenge });
const renewForm = z.object(sentCode);

/** Which of the three forms was sent, it says itself; whether it is that one, its challenge knows. */
export async function submitForm(c: PortalContext, deps: PortalDeps): Promise<Response> {
  const { typed } = await parseForm(c, z.object({}));
  if (typed["kind"] === "ask") return ask(c, deps);
  return typed["kind"] === "renew" ? renew(c, deps) : reset(c, deps);
}

async function reset(c: PortalContext, deps: PortalDeps) {
  const form = await parseForm(c, confirmForm);
  const sent = sentForm(c, deps, form.typed);
  if (!form.ok) return redrawProblems(c, deps, form, sent);
  if (isForgotten(form.typed) !== (form.typed[shownName] === "yes")) return drawChosen(c, sent, form.typed);
  const { challenge: challengeId, code, ...typed } = form.value;
  const label = form.typed["asks"] === "yes" ? resetLabels.approval : resetLabels.now;
  const result = await resetMfa(deps, actorOf(c), { challengeId, code, ...caseOf(typed, label) });
  if (!result.ok) return refuseForm(c, deps, result.refusal, sent);
  const { submitted } = result.value;
  return toRequest(c, deps, submitted.request.id, submitted.kind === "executed" ? "reset" : "asked");
}

/**
 * The box was ticked, or not any more, since the page was drawn: who must agree, what the person gets and what the button
 * says is then another thing, and is read before it is confirmed (R38). The code stays unused.
 */
async function drawChosen(c: PortalContext, sent: FormSent<ResetForm>, typed: Typed) {
  const kept = await sent.open({ keep: sent.challengeId });
  if (!kept.ok) return sent.refuse(kept.refusal);
  const isAsk = kept.value.kind === "reset" && kept.value.required > 0;
  const ticked = isAsk ? chosenTexts.approval : chosenTexts.halves;
  const notice = isForgotten(typed) ? ticked : chosenTexts.unticked;
  return show(c, sent.draw(kept.value, { notice }), 422);
}

const chosenTexts = {
  approval:
    "Nothing was sent yet. With the password forgotten, too, somebody else must approve. Look the form over, type your code and send it.",
  // The only Payments Admin there is: nobody else could.
  halves:
    "Nothing was sent yet. With the password forgotten, too, the setup code comes in two halves. Look the form over, type your code and send it.",
  unticked:
    "Nothing was sent yet. You took back that the password is forgotten, too. Look the form over, type your code and send it.",
};

/** No code: whoever decides gives theirs. */
async function ask(c: PortalContext, deps: PortalDeps) {
  const form = await parseForm(c, askForm);
  const sent = sentForm(c, deps, form.typed);
  if (!form.ok) return redrawProblems(c, deps, form, sent);
  const { challenge: challengeId, ...typed } = form.value;
  const result = await askForReset(deps, actorOf(c), { challengeId, ...caseOf(typed, resetLabels.ask) });
  if (!result.ok) return refuseForm(c, deps, result.refusal, sent);
  return toRequest(c, deps, result.value.submitted.request.id, "asked");
}

async function renew(c: PortalContext, deps: PortalDeps) {
  const form = await parseForm(c, renewForm);
  const sent = sentForm(c, deps, form.typed);
  if (!form.ok) return redrawProblems(c, deps, form, sent);
  const { challenge: challengeId, code } = form.value;
  const result = await renewReset(deps, actorOf(c), { challengeId, code });
  if (!result.ok) return refuseForm(c, deps, result.refusal, sent);
  const { requestId } = result.value;
  if (requestId) return toRequest(c, deps, requestId, "renewed");
  // The operator's reset has no request.
  writeDone(c, deps, "renewed");
  return c.redirect("/account/reset-mfa", 303);
}

type Case = {
  reason: (typeof resetReasons)[number];
  verified_how: (typeof verifiedWays)[number];
  note: string | null;
  [forgottenName]?: string | undefined;
};

const caseOf = ({ reason, verified_how: verifiedHow, note, ...box }: Case, label: string) => ({
  ...{ reason, verifiedHow, note, link: linkIn(note) },
  attestation: attestationOf(verifiedHow, label),
  isPasswordForgotten: box[forgottenName] === "yes",
});

function toRequest(c: PortalContext, deps: PortalDeps, requestId: string, done: string) {
  writeDone(c, deps, done);
  return c.redirect(`/payments/approvals/${requestId}`, 303);
}

function sentForm(c: PortalContext, deps: PortalDeps, typed: Typed): FormSent<ResetForm> {
  const userId = idIn(c, "userId");
  const session = sessionOf(c);
  return {
    challengeId: typed["challenge"] ?? "",
    open: (which) =>
      openResetForm(deps, actorOf(c), {
        ...("again" in which ? which : { userId, ...which }),
        isPasswordForgotten: isForgotten(typed),
      }),
    draw: (form, redrawn) => drawForm({ session, form, now: deps.now(), typed, ...redrawn }),
    refuse: (refusal: Refusal) => refuseReset(c, deps, refusal),
  };
}
