import { Hono } from "hono";
import { viewAccount } from "../../flows/view-account.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { sessionOf } from "../session-of.ts";
import { show } from "../ui/show.ts";
import { AccountPage } from "./page.tsx";

export function accountRoutes(deps: PortalDeps) {
  return new Hono<PortalEnv>().get("/account/security", async (c) => {
    const session = sessionOf(c);
    return show(c, <AccountPage session={session} account={await viewAccount(deps, session)} />);
  });
}
