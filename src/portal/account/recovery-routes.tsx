import { type Context, Hono } from "hono";
import { replaceRecoveryCode } from "../../flows/replace-recovery-code.ts";
import { writeSessionToken } from "../cookies.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { sessionOf } from "../session-of.ts";
import { OwnActPage } from "./own-act-page.tsx";
import { codeOnly, type OwnPage, openOwnForm, ownFormOf, sendOwnForm } from "./own-form.tsx";

/** A new recovery code for a fresh code; the code itself stands on its own page, as after a set-up. */
export const recoveryRoutes = (deps: PortalDeps) =>
  new Hono<PortalEnv>()
    .get("/account/recovery-code", (c) => openOwnForm(c, deps, pageOf(c)))
    .post("/account/recovery-code", (c) =>
      sendOwnForm(c, deps, {
        ...pageOf(c),
        schema: codeOnly,
        work: (form) => replaceRecoveryCode(deps, sessionOf(c), ownFormOf(form)),
        done: ({ sessionToken }) => {
          writeSessionToken(c, deps, sessionToken);
          return c.redirect("/recovery-code", 303);
        },
      }),
    );

const pageOf = (c: Context<PortalEnv>): OwnPage => ({
  act: "own_recovery_code",
  draw: (drawn) => (
    <OwnActPage
      session={sessionOf(c)}
      title="Make a new recovery code"
      submit="Make a new code"
      drawn={drawn}
      intro={
        <p>
          Lost the old one, or somebody may have seen it? The old code stops working as soon as the new one is
          shown. Have a safe place ready for the new one.
        </p>
      }
    />
  ),
});
