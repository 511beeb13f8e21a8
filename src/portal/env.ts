import type { Deps } from "../deps.ts";
import type { Session } from "../flows/find-session.ts";

export type PortalDeps = Deps & {
  /** Every link and the cross-origin check are built from it, never from the Host header (R30). */
  publicUrl: string;
  /** Whether it is https: cookies are then `__Host-` and Secure (R52). */
  isSecure: boolean;
  /** ISO countries in which payments work. */
  markets: readonly string[];
};

/** How far a sign-in has come: what the person must do next, and so the only thing it opens. */
export type Stage = Session["next"];

export type PortalEnv = { Variables: { session: Session | undefined } };
