import type { Deps } from "../../../src/deps.ts";
import type { PortalActor, SlackActor } from "../../../src/domain/actor.ts";
import type { Session } from "../../../src/flows/find-session.ts";
import type { Tx } from "../../../src/store/db.ts";
import type { wholeCompany } from "./world.ts";

export type Company = Awaited<ReturnType<typeof wholeCompany>>;

/** Whoever calls: always in company A's tenant. */
export type Caller = { actor: SlackActor; web: PortalActor; session: Session; half: Session };

/** What a caller brings along of company B. */
export type Brought = Company & {
  /** The challenge of Olivia's open form of this kind, with the code that her phone shows. */
  form: (act: string) => { challengeId: string; code: string };
  code: string;
  /** B's tokens under A's prefix. */
  moved: Company["tokens"];
  /** The id of some row of that table. */
  row: (table: string) => string;
};

export type At = Caller & { companyId: string; deps: Deps; b: Brought };

export type Case =
  /** Ids or tokens are given to it: refused to everybody of A. */
  | { kind: "given"; call: (at: At) => Promise<unknown> }
  /** It knows its caller only: refused to whoever is nobody of A. */
  | { kind: "own"; call: (at: At) => Promise<unknown> }
  /** It answers the same whatever came of it: a list, or nothing. */
  | { kind: "quiet"; call: (at: At) => Promise<unknown> }
  /** A step inside a transaction of A's tenant: it may come to nothing in silence. */
  | { kind: "step"; call: (tx: Tx, at: At) => Promise<unknown> }
  | { kind: "none"; why: string };

type Flow = (...args: never[]) => unknown;
export type Entry = readonly [Flow, Case];

export const given = (flow: Flow, call: (at: At) => Promise<unknown>): Entry => [
  flow,
  { kind: "given", call },
];
export const own = (flow: Flow, call: (at: At) => Promise<unknown>): Entry => [flow, { kind: "own", call }];
export const quiet = (flow: Flow, call: (at: At) => Promise<unknown>): Entry => [
  flow,
  { kind: "quiet", call },
];
export const step = (flow: Flow, call: (tx: Tx, at: At) => Promise<unknown>): Entry => [
  flow,
  { kind: "step", call },
];
export const none = (why: string, flows: readonly Flow[]): Entry[] =>
  flows.map((flow) => [flow, { kind: "none", why }]);

/** `prefix.secret` of B as if it were A's. */
export const moved = (token: string, companyId: string) => `${companyId}.${token.split(".")[1]}`;
