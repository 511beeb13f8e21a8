import { type Context, Hono } from "hono";
import type { Refusal } from "../../domain/refusal.ts";
import { beginOwnTexts, textOwnNumberAgain } from "../../flows/begin-own-texts.ts";
import { finishOwnTexts } from "../../flows/finish-own-texts.ts";
import { viewOwnFactors } from "../../flows/view-own-factors.ts";
import { viewOwnTexts } from "../../flows/view-own-texts.ts";
import { clientAddress } from "../client-address.ts";
import { writeDone, writeSessionToken } from "../cookies.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { codeForm, parseForm } from "../forms.ts";
import { showRefusal } from "../refusal-page.tsx";
import { contextOf, refusalProblem } from "../refusal-problem.ts";
import { refusalStatus } from "../refusal-text.ts";
import { sessionOf } from "../session-of.ts";
import type { Problem } from "../ui/frame.ts";
import { show } from "../ui/show.ts";
import { numberForm } from "./number-form.ts";
import { backToAccount, type OwnPage, openOwnForm, ownFormOf, sendOwnForm } from "./own-form.tsx";
import { NumberPage, TextedPage } from "./texts-pages.tsx";

type PortalContext = Context<PortalEnv>;

const textedForm = codeForm("Type the 6-digit code from the text message.");

/** A phone for text messages, new or in the place of the old one: the number and a fresh code, then the code that comes. */
export const textsRoutes = (deps: PortalDeps) =>
  new Hono<PortalEnv>()
    .get("/account/text-messages", async (c) => openTexts(c, deps))
    .post("/account/text-messages", async (c) =>
      sendOwnForm(c, deps, {
        ...(await pageOf(c, deps)),
        schema: numberForm(deps.smsCountries ?? []),
        work: ({ phone, ...form }) =>
          beginOwnTexts(deps, sessionOf(c), { phone, address: clientAddress(c), ...ownFormOf(form) }),
        done: ({ sessionToken }) => {
          writeSessionToken(c, deps, sessionToken);
          return c.redirect("/account/text-messages/setup", 303);
        },
      }),
    )
    .get("/account/text-messages/setup", (c) => showSetup(c, deps))
    .post("/account/text-messages/setup", async (c) => {
      const form = await parseForm(c, textedForm);
      if (!form.ok) return showSetup(c, deps, form.problems, 422);
      const result = await finishOwnTexts(deps, sessionOf(c), form.value);
      if (!result.ok) return refuseSetup(c, deps, result.refusal);
      writeDone(c, deps, result.value.replaced ? "text_replaced" : "text_added");
      return c.redirect("/account/security", 303);
    })
    .post("/account/text-messages/again", async (c) => {
      const result = await textOwnNumberAgain(deps, sessionOf(c), { address: clientAddress(c) });
      return result.ok
        ? c.redirect("/account/text-messages/setup", 303)
        : refuseSetup(c, deps, result.refusal);
    })
    // The button's address, when a reload asks for it.
    .get("/account/text-messages/again", (c) => c.redirect("/account/text-messages/setup", 303));

/** Where texts are not for this person it is said before anything is typed (R18). */
async function openTexts(c: PortalContext, deps: PortalDeps) {
  const { texts } = await viewOwnFactors(deps, sessionOf(c));
  if (texts === "offered") return openOwnForm(c, deps, await pageOf(c, deps));
  return showRefusal(c, deps, { refusal: { code: texts }, section: "account", back: backToAccount });
}

const aboutNumber: ReadonlySet<string> = new Set<Refusal["code"]>(["text_too_soon", "text_limit"]);

async function pageOf(c: PortalContext, deps: PortalDeps): Promise<OwnPage> {
  const session = sessionOf(c);
  const { hasTexts } = await viewOwnFactors(deps, session);
  const countries = deps.smsCountries ?? [];
  return {
    act: "own_text_phone",
    fieldOf: ({ code }) => (aboutNumber.has(code) ? "phone" : undefined),
    draw: (drawn) => <NumberPage session={session} drawn={drawn} replaces={hasTexts} countries={countries} />,
  };
}

async function showSetup(
  c: PortalContext,
  deps: PortalDeps,
  problems: Problem[] = [],
  status: 200 | ReturnType<typeof refusalStatus> = 200,
) {
  const session = sessionOf(c);
  const texts = await viewOwnTexts(deps, session);
  if (!texts.ok) return over(c, deps, texts.refusal);
  const shown = { session, texts: texts.value, now: deps.now(), problems };
  return show(c, <TextedPage {...shown} />, status);
}

const endsSetup: ReadonlySet<string> = new Set<Refusal["code"]>([
  "setup_over",
  "enrolment_void",
  "text_setup_exhausted",
  "session_over",
  "app_only",
  "no_texts",
]);

function refuseSetup(c: PortalContext, deps: PortalDeps, refusal: Refusal) {
  if (endsSetup.has(refusal.code)) return over(c, deps, refusal);
  const problem = refusalProblem(refusal, "code", contextOf(deps.now(), sessionOf(c), "text"));
  return showSetup(c, deps, [problem], refusalStatus(refusal));
}

const over = (c: PortalContext, deps: PortalDeps, refusal: Refusal) =>
  showRefusal(c, deps, {
    refusal,
    section: "account",
    back: { href: "/account/text-messages", text: "Begin again" },
  });
