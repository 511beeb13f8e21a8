import type { Deps } from "../deps.ts";
import type { SlackActor } from "../domain/actor.ts";
import type { Answer } from "./answer.ts";
import type { GateRefusal, Needs } from "./gate.ts";
import type { CompanyCard } from "./gate-messages.ts";
import type { SlackLine } from "./slack-line.ts";

/** What every handler is given: proven ids, the company's card, and what flows need. */
export type Context = {
  deps: Deps;
  publicUrl: string;
  companyId: string;
  workspaceId: string;
  slackUserId: string;
  company: CompanyCard;
  /** As Slack has it: for a greeting, and for nothing else. */
  firstName: string;
  /** Undefined while not linked or not active; `unlinked` says why. */
  actor: SlackActor | undefined;
  unlinked: GateRefusal | undefined;
  /** Whether the person may invite; the flow decides again. */
  isSystemAdministrator: boolean;
  /** Whether the person may reset; the flow decides again. */
  isPaymentsAdmin: boolean;
  /** Payees see nobody; the flow decides again. */
  isEmployee: boolean;
  /** What Slack says of a channel, and the person's Home behind a form, within this payload's deadline. */
  slack: Pick<SlackLine, "channelInfo" | "channelMembers" | "publishHome">;
};

/** Behind the whole gate: there is somebody who acts. */
export type LinkedContext = Context & { actor: SlackActor };

/** One entry point of the edge. `isEffect`: it changes something for somebody, so the person is read live. */
export type Entry<P, A extends Answer> =
  | { needs: "link"; isEffect?: true; handle: (context: LinkedContext, payload: P) => Promise<A> }
  | { needs: "workspace"; isEffect?: true; handle: (context: Context, payload: P) => Promise<A> };

/** An entry with its payload: what is left to do once the gate has passed it. */
export type Task = { needs: Needs; isEffect: boolean; run: (context: Context) => Promise<Answer> };

export function taskOf<P, A extends Answer>(entry: Entry<P, A>, payload: P): Task {
  const isEffect = entry.isEffect === true;
  if (entry.needs === "workspace") {
    return { needs: entry.needs, isEffect, run: (context) => entry.handle(context, payload) };
  }
  const run = ({ actor, ...rest }: Context) => {
    if (!actor) throw new Error("the gate passed nobody to an entry that needs a link");
    return entry.handle({ ...rest, actor }, payload);
  };
  return { needs: entry.needs, isEffect, run };
}
