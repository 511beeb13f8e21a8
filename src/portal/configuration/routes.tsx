import { type Context, Hono } from "hono";
import type { Refusal } from "../../domain/refusal.ts";
import { viewAdmins } from "../../flows/view-admins.ts";
import { viewLockout } from "../../flows/view-lockout.ts";
import { actorOf, pageIn } from "../actor-of.ts";
import { takeDone } from "../cookies.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { showRefusal } from "../refusal-page.tsx";
import { sessionOf } from "../session-of.ts";
import { show } from "../ui/show.ts";
import { addRoutes } from "./add-routes.tsx";
import { ConfigurationPage } from "./page.tsx";

/** Payments › Configuration › Payment Processing: the Payments Admins. One is removed by the form of that act on the person. */
export const configurationRoutes = (deps: PortalDeps) =>
  new Hono<PortalEnv>()
    .get("/payments/configuration", async (c) => {
      const actor = actorOf(c);
      const found = await viewAdmins(deps, actor, { page: pageIn(c) });
      if (!found.ok) return refusePayments(c, deps, found.refusal);
      const lockout = await viewLockout(deps, actor);
      const isRemoved = takeDone(c, deps, ["revoke"]) !== undefined;
      const page = { session: sessionOf(c), found: found.value, lockout, isRemoved };
      return show(c, <ConfigurationPage {...page} />);
    })
    .route("/", addRoutes(deps, refusePayments));

const refusePayments = (c: Context<PortalEnv>, deps: PortalDeps, refusal: Refusal) =>
  showRefusal(c, deps, {
    refusal,
    section: "payments",
    back:
      refusal.code === "not_employee"
        ? { href: "/account/security", text: "Go to my account" }
        : { href: "/payments/configuration", text: "Back to Payment Processing" },
  });
