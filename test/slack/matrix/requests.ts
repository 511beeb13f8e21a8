import { defaultPolicy } from "../../../src/domain/policy.ts";
import { openPolicyForm, submitPolicy } from "../../../src/flows/edit-policy.ts";
import { openGrantForm } from "../../../src/flows/open-grant-form.ts";
import { requestGrant } from "../../../src/flows/request-grant.ts";
import { resetMfa } from "../../../src/flows/reset-mfa.ts";
import { setRoles } from "../../helpers/deciders.ts";
import { colleague } from "../../helpers/manage.ts";
import { codeOf, must, type TestPerson } from "../../helpers/people.ts";
import { ask, openForm, why } from "../../helpers/reset-story.ts";
import { resetOf } from "./reset-acts.ts";
import type { By } from "./run.ts";
import type { World } from "./world.ts";

/** A request of Rita's that waits: how it came about, and what its last yes does. */
export type RequestKind = {
  begin: () => Promise<unknown>;
  /** As it stands in the rows: kind and whom it is about. */
  line: string;
  subject?: TestPerson;
  effect: string[];
  /** The state after the last yes. */
  after?: "approved";
};

const kindOf = ({ line }: RequestKind) => line.split(" ")[0];

/** What a yes changes, the last one or one of two. */
export const yesTo = (request: RequestKind) => ({
  now: (me: By) => [
    `- request: ${request.line} by Rita, pending`,
    `+ request: ${request.line} by Rita, ${request.after ?? "executed"}`,
    `+ yes of ${me.by.firstName} to ${kindOf(request)}`,
    ...request.effect,
  ],
  one: (me: By) => [`+ yes of ${me.by.firstName} to ${kindOf(request)}`],
});

/** What any other end of it changes. */
export const becomes = ({ line }: RequestKind, state: "denied" | "cancelled") => ({
  now: () => [`- request: ${line} by Rita, pending`, `+ request: ${line} by Rita, ${state}`],
});

export const noted = (request: RequestKind, kind: "question" | "answer") => ({
  now: (me: By) => [`+ ${kind} of ${me.by.firstName} on ${kindOf(request)}`],
});

/** Every kind of request (DESIGN 1), each by Rita, who holds all rights but asks as a member where it is an ask. */
export function requestKinds(world: World) {
  const { deps, clock, owner, people } = world;
  const { Rita } = people;
  const code = () => codeOf(deps, Rita.secret);
  async function grant() {
    const { challengeId } = must(await openGrantForm(deps, Rita.actor, { userId: people.Sue.userId }));
    must(await requestGrant(deps, Rita.actor, { challengeId, code: code(), why: "Covers for me" }));
  }
  async function reset(subject: TestPerson) {
    const challengeId = await openForm(deps, Rita, subject);
    must(await resetMfa(deps, Rita.actor, { ...why, challengeId, code: code() }));
  }
  async function asked(subject: TestPerson) {
    await setRoles(deps, Rita, { isSystemAdministrator: false, isPaymentsAdmin: false });
    must(await ask(deps, Rita, subject));
    await setRoles(deps, Rita, { isSystemAdministrator: true, isPaymentsAdmin: true });
  }
  async function removal() {
    await owner`update companies set policy = ${owner.json({ approvals: { revoke: 1 } })}`;
    must(await world.act(Rita, "revoke", people.Pia.userId));
  }
  async function policy() {
    const { challengeId } = must(await openPolicyForm(deps, Rita.actor));
    const approvals = { ...defaultPolicy.approvals, grant: 0 };
    const change = { policy: { ...defaultPolicy, approvals } };
    must(await submitPolicy(deps, Rita.actor, { challengeId, code: code(), change }));
  }
  const ned = { ...colleague("Ned"), role: "system_administrator" } as const;
  const kinds = {
    "a grant": {
      begin: grant,
      subject: people.Sue,
      line: "grant Sue",
      effect: ["+ grant of Sue"],
    },
    "a raise": {
      begin: async () => must(await world.act(Rita, "raise", people.Nora.userId)),
      subject: people.Nora,
      line: "system_administrator Nora",
      effect: ["- user Nora: active member employee", "+ user Nora: active system_administrator employee"],
    },
    "an invitation": {
      begin: async () => must(await world.invite(Rita, ned)),
      line: "system_administrator ned@acmebuilders.example",
      effect: [
        "+ user Ned: invited system_administrator employee",
        "+ email of Ned: ned@acmebuilders.example",
        "+ epoch of Ned: 0",
        "+ invitation of Ned: open",
      ],
    },
    "a reset of an administrator": {
      begin: () => reset(people.Sue),
      subject: people.Sue,
      line: "reset Sue",
      effect: resetOf("Sue"),
    },
    "an ask for a payee": {
      begin: () => asked(people.Petra),
      subject: people.Petra,
      line: "reset Petra",
      effect: resetOf("Petra"),
    },
    "an ask for an administrator": {
      begin: () => asked(people.Sue),
      subject: people.Sue,
      line: "reset Sue",
      effect: resetOf("Sue"),
    },
    "a removal": { begin: removal, subject: people.Pia, line: "revoke Pia", effect: ["- grant of Pia"] },
    "a weaker policy": {
      begin: policy,
      line: "policy company",
      effect: [
        "- approvals: 1 grant, 1 role, 0 removal, 0 reset; wait 86400000, false",
        "+ approvals: 0 grant, 1 role, 0 removal, 0 reset; wait 86400000, false",
      ],
    },
    "a new email": {
      begin: async () => must(await world.correct(Rita, people.Nora.userId, "nora.kim@acmebuilders.example")),
      subject: people.Nora,
      line: "email Nora",
      // The old address has a day to object.
      effect: [],
      after: "approved",
    },
  } satisfies Record<string, RequestKind>;
  /** The codes of the arrangement are used, and whoever asked may remind again. */
  const begin = async (kind: RequestKind) => {
    await kind.begin();
    clock.advance(11 * 60_000);
  };
  return { kinds, begin };
}
