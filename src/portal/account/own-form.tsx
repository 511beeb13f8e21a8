import type { Context } from "hono";
import type { Child } from "hono/jsx";
import { z } from "zod";
import type { OwnAct } from "../../domain/own-act.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { ok, type Result } from "../../domain/result.ts";
import { type OwnForm, openOwnAct } from "../../flows/take-own-act.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { parseForm, sentCode } from "../forms.ts";
import { showRefusal } from "../refusal-page.tsx";
import { type FormSent, type Redrawn, redrawProblems, refuseForm } from "../refuse-form.ts";
import { sessionOf } from "../session-of.ts";
import { show } from "../ui/show.ts";

/** What a form of the account is drawn from; `typed` is what was typed before, for what is no secret. */
export type OwnDrawn = Redrawn & { challengeId: string; typed: Record<string, string> };

/** A form of the account that takes a fresh code: which act it is for, how it looks, and where its refusals stand. */
export type OwnPage = {
  act: OwnAct;
  target?: string;
  draw: (drawn: OwnDrawn) => Child;
  fieldOf?: (refusal: Refusal) => string | undefined;
};

/** A form that holds the code and nothing else. */
export const codeOnly = z.object(sentCode);
/** The two that every such form sends, as the flows take them. */
export const ownFormOf = ({ challenge, code }: z.infer<typeof codeOnly>): OwnForm => ({
  challengeId: challenge,
  code,
});

export const backToAccount = { href: "/account/security", text: "Back to my account" };

/** Draws the form with a challenge of its own, bound to this act in this session (R37). */
export async function openOwnForm(c: Context<PortalEnv>, deps: PortalDeps, page: OwnPage) {
  const { act, target = "", draw } = page;
  const { challengeId } = await openOwnAct(deps, sessionOf(c), { act, target });
  return show(c, draw({ challengeId, typed: {} }));
}

type Sent<T, V> = OwnPage & {
  schema: z.ZodType<T>;
  work: (value: T) => Promise<Result<V>>;
  done: (value: V) => Response | Promise<Response>;
};

/** Reads the form and does the act; or draws the form again with whatever kept it from being done, at its field. */
export async function sendOwnForm<T, V>(c: Context<PortalEnv>, deps: PortalDeps, page: Sent<T, V>) {
  const { act, target = "", draw, fieldOf, schema, work, done } = page;
  const session = sessionOf(c);
  const form = await parseForm(c, schema);
  const sent: FormSent<{ challengeId: string }> = {
    challengeId: form.typed["challenge"] ?? "",
    open: async (which) =>
      ok(await openOwnAct(deps, session, { act, target, ...("keep" in which ? which : {}) })),
    draw: ({ challengeId }, redrawn) => draw({ challengeId, typed: form.typed, ...redrawn }),
    refuse: (refusal) => showRefusal(c, deps, { refusal, section: "account", back: backToAccount }),
    ...(fieldOf ? { fieldOf } : {}),
  };
  if (!form.ok) return redrawProblems(c, deps, form, sent);
  const result = await work(form.value);
  return result.ok ? done(result.value) : refuseForm(c, deps, result.refusal, sent);
}
