import type { Deps } from "../deps.ts";
import type { InstallRefusal } from "../domain/installation.ts";
import type { Session } from "../flows/find-session.ts";

/** How installing the app in a Slack workspace ended. */
export type InstallOutcome =
  | { kind: "installed"; name: string; workspaceId: string; isAgain: boolean }
  /** Somebody chose Cancel at Slack. */
  | { kind: "denied" }
  /** Begun in another browser or session, too long ago, or finished before. */
  | { kind: "stale" }
  | { kind: "slack_failed" }
  | { kind: "refused"; refusal: InstallRefusal };

/** "Add to Slack": the Slack edge's, which knows the library. */
export type Installer = {
  /** Slack's, where the form of the page leads. */
  origin: string;
  authorizeUrl: (session: Session, state: string) => Promise<string>;
  /** `query`: what the browser brought back, from its question mark on. */
  complete: (session: Session, query: string) => Promise<InstallOutcome>;
};

export type PortalDeps = Deps & {
  /** Every link and the cross-origin check are built from it, never from the Host header (R30). */
  publicUrl: string;
  /** Whether it is https: cookies are then `__Host-` and Secure (R52). */
  isSecure: boolean;
  /** ISO countries in which payments work. */
  markets: readonly string[];
  /** Undefined: one workspace only, by its token. */
  installer?: Installer | undefined;
};

/** How far a sign-in has come: what the person must do next, and so the only thing it opens. */
export type Stage = Session["next"];

export type PortalEnv = {
  Variables: {
    session: Session | undefined;
    /** Where else than here the page's form may lead. */
    formTarget?: string;
  };
};
