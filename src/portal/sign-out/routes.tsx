import { Hono } from "hono";
import { signOut } from "../../flows/sign-out.ts";
import { dropPlace, dropSessionToken, isReturnable } from "../cookies.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { readForm } from "../forms.ts";
import { Form } from "../ui/form.tsx";
import { frameOf } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";
import { show } from "../ui/show.ts";

export function signOutRoutes(deps: PortalDeps) {
  return new Hono<PortalEnv>()
    .get("/sign-out", (c) => {
      const { session } = c.var;
      if (!session) return c.redirect("/sign-in", 303);
      return show(
        c,
        <Layout frame={frameOf(session, "Sign out?")}>
          <p>You're signed in as {session.user.firstName} on this device.</p>
          <Form submit="Sign out" action="/sign-out" />
          <p class="actions">
            <a href="/">Stay signed in</a>
          </p>
        </Layout>,
      );
    })
    .post("/sign-out", async (c) => {
      if (c.var.session) await signOut(deps, c.var.session);
      dropSessionToken(c, deps);
      dropPlace(c, deps);
      const { return: place = "", company = "" } = await readForm(c);
      return c.redirect(isReturnable(place) ? place : signInOf(company), 303);
    });
}

/** Of the company whose link was opened: what the last person here signed in to may be another one. */
const signInOf = (company: string) =>
  /^[a-z0-9-]{1,100}$/.test(company) ? `/sign-in?company=${company}` : "/sign-in";
