import { type Context, Hono } from "hono";
import { z } from "zod";
import type { Refusal } from "../../domain/refusal.ts";
import { changePassword } from "../../flows/change-password.ts";
import { writeDone } from "../cookies.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { sentCode } from "../forms.ts";
import { sessionOf } from "../session-of.ts";
import { Field } from "../ui/fields.tsx";
import { OwnActPage } from "./own-act-page.tsx";
import { type OwnPage, openOwnForm, ownFormOf, sendOwnForm } from "./own-form.tsx";

const passwordForm = z.object({
  current: z.string({ error: "Type your present password." }).min(1, "Type your present password."),
  password: z.string({ error: "Choose a new password." }).min(1, "Choose a new password."),
  ...sentCode,
});

/** A new password, for the present one and a fresh code. */
export const passwordRoutes = (deps: PortalDeps) =>
  new Hono<PortalEnv>()
    .get("/account/password", (c) => openOwnForm(c, deps, pageOf(c)))
    .post("/account/password", (c) =>
      sendOwnForm(c, deps, {
        ...pageOf(c),
        schema: passwordForm,
        work: ({ current, password, ...form }) =>
          changePassword(deps, sessionOf(c), { current, password, ...ownFormOf(form) }),
        done: () => {
          writeDone(c, deps, "password_changed");
          return c.redirect("/account/security", 303);
        },
      }),
    );

const fields: Partial<Record<Refusal["code"], string>> = {
  wrong_password: "current",
  sign_in_locked: "current",
  password: "password",
  same_password: "password",
};

const pageOf = (c: Context<PortalEnv>): OwnPage => ({
  act: "own_password",
  fieldOf: ({ code }) => fields[code],
  draw: (drawn) => (
    <OwnActPage
      session={sessionOf(c)}
      title="Change your password"
      submit="Change password"
      drawn={drawn}
      hasSecrets
      intro={<p>You stay signed in here, and are signed out on all other devices.</p>}
    >
      {/* Tells a password manager whose password this is. */}
      <input type="hidden" name="username" autocomplete="username" value={sessionOf(c).user.email} />
      <Field
        name="current"
        label="Present password"
        type="password"
        autocomplete="current-password"
        problems={drawn.problems ?? []}
      />
      <Field
        name="password"
        label="New password"
        hint="At least 12 characters. A few words you can remember are best."
        type="password"
        autocomplete="new-password"
        problems={drawn.problems ?? []}
      />
    </OwnActPage>
  ),
});
