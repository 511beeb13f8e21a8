import type { Context } from "hono";
import type { PortalActor } from "../domain/actor.ts";
import type { PortalEnv } from "./env.ts";
import { sessionOf } from "./session-of.ts";

/** Whoever is signed in, as the flows know them: session and rights are read again in the transaction (R39). */
export function actorOf(c: Context<PortalEnv>): PortalActor {
  const { companyId, userId, id: sessionId } = sessionOf(c);
  return { companyId, userId, via: "portal", sessionId };
}

/**
 * An id in the address. It is looked up in the tenant by the flow; what is no id of ours is nobody's, and takes the same way, so
 * that it is answered alike (R32, A08).
 */
export const idIn = (c: Context<PortalEnv>, name: string) => idOf(c.req.param(name));

/** The same behind the question mark. */
export const idInQuery = (c: Context<PortalEnv>, name: string) => idOf(c.req.query(name));

const idOf = (typed = "") => (/^[0-9a-z]{16}$/.test(typed) ? typed : "");

/** Which page of a list, from 0. */
export function pageIn(c: Context<PortalEnv>): number {
  const page = Number(c.req.query("page") ?? "1");
  return Number.isSafeInteger(page) ? Math.max(0, page - 1) : 0;
}
