import { type Context, Hono } from "hono";
import type { FactorKind } from "../../domain/factor.ts";
import { removeOwnFactor } from "../../flows/remove-own-factor.ts";
import { writeDone } from "../cookies.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { sessionOf } from "../session-of.ts";
import { OwnActPage } from "./own-act-page.tsx";
import { codeOnly, type OwnPage, openOwnForm, ownFormOf, sendOwnForm } from "./own-form.tsx";

/** Removing one of two ways to get codes. */
export const factorRoutes = (deps: PortalDeps) =>
  new Hono<PortalEnv>()
    .get("/account/app/remove", (c) => openOwnForm(c, deps, removal(c, "totp")))
    .post("/account/app/remove", (c) => remove(c, deps, "totp"))
    .get("/account/text-messages/remove", (c) => openOwnForm(c, deps, removal(c, "sms")))
    .post("/account/text-messages/remove", (c) => remove(c, deps, "sms"));

const remove = (c: Context<PortalEnv>, deps: PortalDeps, kind: FactorKind) =>
  sendOwnForm(c, deps, {
    ...removal(c, kind),
    schema: codeOnly,
    work: (form) => removeOwnFactor(deps, sessionOf(c), { kind, ...ownFormOf(form) }),
    done: () => {
      writeDone(c, deps, kind === "totp" ? "app_removed" : "text_removed");
      return c.redirect("/account/security", 303);
    },
  });

const words = {
  totp: {
    title: "Remove your authenticator app?",
    intro: "Its codes stop working. You'll sign in with codes by text message, which are easier to steal.",
  },
  sms: {
    title: "Remove text messages?",
    intro: "No more codes are texted to you. You'll sign in with your authenticator app.",
  },
} satisfies Record<FactorKind, { title: string; intro: string }>;

const removal = (c: Context<PortalEnv>, kind: FactorKind): OwnPage => ({
  act: "own_removal",
  target: kind,
  draw: (drawn) => (
    <OwnActPage
      session={sessionOf(c)}
      title={words[kind].title}
      submit="Remove"
      look="danger"
      drawn={drawn}
      intro={<p>{words[kind].intro} You're signed out on all other devices.</p>}
    />
  ),
});
