import type { Context } from "hono";
import type { Child } from "hono/jsx";
import { renewedText } from "../domain/form-text.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { Result } from "../domain/result.ts";
import { textActCode } from "../flows/text-code.ts";
import { actRefusalText, isAboutCode, wayOnOf } from "./act-refusal.ts";
import { actorOf } from "./actor-of.ts";
import { clientAddress } from "./client-address.ts";
import type { PortalDeps, PortalEnv } from "./env.ts";
import { textMe } from "./forms.ts";
import { contextOf } from "./refusal-problem.ts";
import { refusalStatus } from "./refusal-text.ts";
import { sessionOf } from "./session-of.ts";
import type { Problem } from "./ui/frame.ts";
import { show } from "./ui/show.ts";

/** What a form that is drawn again says beside what was typed. */
export type Redrawn = { problems?: Problem[]; notice?: string };

type Answer = Response | Promise<Response>;

/** How one form is drawn again, and what becomes of a refusal that it cannot mend. */
export type FormSent<Form> = {
  challengeId: string;
  /** `keep`: the same form with the tries that are left. `again`: with a new challenge, for one that ran out. */
  open: (which: { keep: string } | { again: string }) => Promise<Result<Form>>;
  draw: (form: Form, redrawn: Redrawn) => Child;
  /** The field that a refusal is about, where it is not the code's. */
  fieldOf?: (refusal: Refusal) => string | undefined;
  refuse: (refusal: Refusal) => Answer;
};

/** A refusal at its field, and nothing that was typed is lost but the code; a form that ran out is renewed and says so. */
export async function refuseForm<Form>(
  c: Context<PortalEnv>,
  deps: PortalDeps,
  refusal: Refusal,
  form: FormSent<Form>,
): Promise<Response> {
  const { challengeId, open, draw, refuse } = form;
  if (refusal.code === "challenge_expired" || refusal.code === "challenge_exhausted") {
    const again = await open({ again: challengeId });
    return again.ok
      ? show(c, draw(again.value, { notice: renewedText[refusal.code] }), 422)
      : refuse(again.refusal);
  }
  const field = form.fieldOf?.(refusal) ?? (isAboutCode(refusal) ? "code" : undefined);
  if (!field) return refuse(refusal);
  const kept = await open({ keep: challengeId });
  if (!kept.ok) return refuse(kept.refusal);
  const text = actRefusalText(refusal, contextOf(deps.now(), sessionOf(c)));
  return show(
    c,
    draw(kept.value, { problems: [{ field, text, wayOn: wayOnOf(refusal) }] }),
    refusalStatus(refusal),
  );
}

type Unfinished = { problems: Problem[]; typed: Record<string, string> };

/** The form once more: with what zod found wrong, each at its field; or with the code texted that it was sent for. */
export async function redrawProblems<Form>(
  c: Context<PortalEnv>,
  deps: PortalDeps,
  { problems, typed }: Unfinished,
  form: FormSent<Form>,
): Promise<Response> {
  if (typed[textMe]) return textForm(c, deps, form);
  const { challengeId, open, draw, refuse } = form;
  const kept = await open({ keep: challengeId });
  return kept.ok ? show(c, draw(kept.value, { problems }), 422) : refuse(kept.refusal);
}

const aboutTexts: ReadonlySet<string> = new Set<Refusal["code"]>([
  "text_too_soon",
  "text_limit",
  "no_texts",
  "app_only",
]);

/** "Text me a code", for whatever form it stands in: everything typed stays, and a refusal stands at the code. */
async function textForm<Form>(
  c: Context<PortalEnv>,
  deps: PortalDeps,
  form: FormSent<Form>,
): Promise<Response> {
  const { challengeId, open, draw, refuse } = form;
  const address = clientAddress(c);
  const texted = await textActCode(deps, actorOf(c), { challengeId, ...(address ? { address } : {}) });
  if (!texted.ok) {
    const fieldOf = ({ code }: Refusal) => (aboutTexts.has(code) ? "code" : undefined);
    return refuseForm(c, deps, texted.refusal, { ...form, fieldOf });
  }
  const kept = await open({ keep: challengeId });
  if (!kept.ok) return refuse(kept.refusal);
  const clock = { now: deps.now(), zone: sessionOf(c).company.timeZone };
  return show(c, draw(kept.value, {}), 200, { ...texted.value, ...clock });
}
