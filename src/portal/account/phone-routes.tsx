import { type Context, Hono } from "hono";
import type { Refusal } from "../../domain/refusal.ts";
import { beginPhoneChange } from "../../flows/begin-phone-change.ts";
import { cancelContactChange } from "../../flows/cancel-contact-change.ts";
import { confirmPhoneChange } from "../../flows/confirm-phone-change.ts";
import { textNewPhoneAgain } from "../../flows/text-new-phone-again.ts";
import { viewOwnPhone } from "../../flows/view-own-phone.ts";
import { clientAddress } from "../client-address.ts";
import { writeDone } from "../cookies.ts";
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
import { ConfirmPhonePage, PhonePage } from "./phone-pages.tsx";

type PortalContext = Context<PortalEnv>;

const textedForm = codeForm("Type the 6-digit code from the text message.");

/** The number that one is called at, new or in the place of the old one: the number and a fresh code, then the code that comes. */
export const phoneRoutes = (deps: PortalDeps) =>
  new Hono<PortalEnv>()
    .get("/account/phone", async (c) =>
      deps.smsCountries
        ? openOwnForm(c, deps, await pageOf(c, deps))
        : refuse(c, deps, { code: "no_phone_change" }),
    )
    .post("/account/phone", async (c) =>
      sendOwnForm(c, deps, {
        ...(await pageOf(c, deps)),
        schema: numberForm(deps.smsCountries ?? []),
        work: ({ phone, ...form }) =>
          beginPhoneChange(deps, sessionOf(c), { phone, address: clientAddress(c), ...ownFormOf(form) }),
        done: () => c.redirect("/account/phone/confirm", 303),
      }),
    )
    .get("/account/phone/confirm", (c) => showConfirm(c, deps))
    .post("/account/phone/confirm", async (c) => {
      const form = await parseForm(c, textedForm);
      if (!form.ok) return showConfirm(c, deps, form.problems, 422);
      const result = await confirmPhoneChange(deps, sessionOf(c), form.value);
      if (!result.ok) return refuseConfirm(c, deps, result.refusal);
      writeDone(c, deps, result.value.replaced ? "phone_changed" : "phone_added");
      return c.redirect("/account/security", 303);
    })
    .post("/account/phone/again", async (c) => {
      const result = await textNewPhoneAgain(deps, sessionOf(c), { address: clientAddress(c) });
      return result.ok ? c.redirect("/account/phone/confirm", 303) : refuseConfirm(c, deps, result.refusal);
    })
    .post("/account/phone/cancel", async (c) => {
      await cancelContactChange(deps, sessionOf(c), { kind: "phone" });
      writeDone(c, deps, "phone_cancelled");
      return c.redirect("/account/security", 303);
    })
    // The buttons' addresses, when a reload asks for them.
    .get("/account/phone/again", (c) => c.redirect("/account/phone/confirm", 303))
    .get("/account/phone/cancel", (c) => c.redirect("/account/phone", 303));

const aboutNumber: ReadonlySet<string> = new Set<Refusal["code"]>([
  "own_phone",
  "text_too_soon",
  "text_limit",
  "contact_limit",
]);

async function pageOf(c: PortalContext, deps: PortalDeps): Promise<OwnPage> {
  const session = sessionOf(c);
  const phone = await viewOwnPhone(deps, session);
  const countries = deps.smsCountries ?? [];
  return {
    act: "own_phone",
    fieldOf: ({ code }) => (aboutNumber.has(code) ? "phone" : undefined),
    draw: (drawn) => <PhonePage session={session} drawn={drawn} phone={phone} countries={countries} />,
  };
}

async function showConfirm(
  c: PortalContext,
  deps: PortalDeps,
  problems: Problem[] = [],
  status: 200 | ReturnType<typeof refusalStatus> = 200,
) {
  const session = sessionOf(c);
  const { waiting } = await viewOwnPhone(deps, session);
  if (!waiting) return refuse(c, deps, { code: "phone_change_over" });
  const shown = { session, waiting, now: deps.now(), problems };
  return show(c, <ConfirmPhonePage {...shown} />, status);
}

const endsChange: ReadonlySet<string> = new Set<Refusal["code"]>([
  "phone_change_over",
  "phone_change_exhausted",
  "session_over",
  "no_texts",
]);

function refuseConfirm(c: PortalContext, deps: PortalDeps, refusal: Refusal) {
  if (endsChange.has(refusal.code)) return refuse(c, deps, refusal);
  const problem = refusalProblem(refusal, "code", contextOf(deps.now(), sessionOf(c), "text"));
  return showConfirm(c, deps, [problem], refusalStatus(refusal));
}

const refuse = (c: PortalContext, deps: PortalDeps, refusal: Refusal) =>
  showRefusal(c, deps, {
    refusal,
    section: "account",
    back:
      refusal.code === "phone_change_exhausted"
        ? { href: "/account/phone", text: "Begin again" }
        : backToAccount,
  });
