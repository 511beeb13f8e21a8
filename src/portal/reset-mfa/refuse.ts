import type { Context } from "hono";
import type { Refusal } from "../../domain/refusal.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { showRefusal } from "../refusal-page.tsx";

export const refuseReset = (c: Context<PortalEnv>, deps: PortalDeps, refusal: Refusal) =>
  showRefusal(c, deps, {
    refusal,
    section: "account",
    back:
      refusal.code === "not_employee"
        ? { href: "/account/security", text: "Go to my account" }
        : { href: "/account/reset-mfa", text: "Choose somebody else" },
  });
