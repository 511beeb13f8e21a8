import type { Deps } from "../deps.ts";
import { type Decider, type Matter, type Quorum, quorumOf } from "../domain/approval.ts";
import { type Policy, policyOf } from "../domain/policy.ts";
import { getCompany, lockCompany } from "../store/companies.ts";
import type { Tx } from "../store/db.ts";
import { listDeciders } from "../store/deciders.ts";

export type Weighed = {
  matter: Matter;
  quorum: Quorum;
  policy: Policy;
  people: (Decider & { firstName: string; lastName: string })[];
};

/**
 * How many approvals a matter needs now, and has. Under the company's lock, which every change of a role or of the policy
 * takes too: what is counted here holds until the commit (R36, R39).
 */
export async function weighRequest(
  tx: Tx,
  deps: Pick<Deps, "now">,
  {
    matter,
    ruleAtCreation = 0,
    approverIds = [],
  }: { matter: Matter; ruleAtCreation?: number; approverIds?: string[] },
): Promise<Weighed> {
  await lockCompany(tx);
  const now = deps.now();
  const policy = policyOf((await getCompany(tx)).policy);
  const people = await listDeciders(tx, now);
  const quorum = quorumOf(matter, { policy, ruleAtCreation, people, approverIds, now });
  return { matter, quorum, policy, people };
}
