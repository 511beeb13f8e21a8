import type postgres from "postgres";
import { defaultPolicy, type Policy } from "../../src/domain/policy.ts";
import { approveRequest } from "../../src/flows/approve-request.ts";
import { openPolicyForm, type PolicyChange, submitPolicy } from "../../src/flows/edit-policy.ts";
import { openDecision } from "../../src/flows/open-decision.ts";
import { governanceOf } from "../../src/store/companies.ts";
import { type Db, inTenant } from "../../src/store/db.ts";
import { minute } from "./clock.ts";
import { setRoles } from "./deciders.ts";
import { testDeps } from "./deps.ts";
import { acme, codeOf, must, samDetails, type TestPerson } from "./people.ts";

/** Acme Builders with Olivia, Marcus as System Administrator and Sam, and words for the approval settings. */
export async function policyStory({ db, owner }: { db: Db; owner: postgres.Sql }) {
  const { deps, clock } = testDeps(db);
  const company = await acme(deps, clock);
  const colleague = (firstName: string) =>
    company.join(
      { ...samDetails, firstName, email: `${firstName.toLowerCase()}@acmebuilders.example` },
      `U0${firstName.toUpperCase()}01`,
    );
  const [marcus, sam] = [await colleague("Marcus"), await colleague("Sam")];
  await setRoles(deps, marcus, { isSystemAdministrator: true });
  const now = () => inTenant(db, company.companyId, governanceOf);
  const set = (policy: Partial<Policy>) =>
    owner`update companies set policy = ${owner.json({ ...defaultPolicy, ...policy })} where id = ${company.companyId}`;
  const change = async (person: TestPerson, wanted: PolicyChange) => {
    clock.advance(minute);
    const { challengeId } = must(await openPolicyForm(deps, person.actor));
    return submitPolicy(deps, person.actor, {
      challengeId,
      code: codeOf(deps, person.secret),
      change: wanted,
    });
  };
  const approve = async (person: TestPerson, requestId: string) => {
    clock.advance(minute);
    const { challengeId } = must(await openDecision(deps, person.actor, requestId));
    return approveRequest(deps, person.actor, { challengeId, code: codeOf(deps, person.secret) });
  };
  return { deps, clock, ...company, marcus, sam, now, set, change, approve };
}
export const channel = (channelId: string) => ({
  workspaceId: "T0ACME",
  channelId,
  name: channelId.toLowerCase(),
});
export const withApprovals = (approvals: Partial<Policy["approvals"]>): Policy => ({
  ...defaultPolicy,
  approvals: { ...defaultPolicy.approvals, ...approvals },
});
