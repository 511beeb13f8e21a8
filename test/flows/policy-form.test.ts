import { beforeEach, describe, expect, it } from "vitest";
import { defaultPolicy } from "../../src/domain/policy.ts";
import { openPolicyForm, submitPolicy } from "../../src/flows/edit-policy.ts";
import { auditKinds } from "../helpers/audit.ts";
import { hour, minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { codeOf, must, mustRefuse, type TestPerson } from "../helpers/people.ts";
import { policyStory, withApprovals } from "../helpers/policy-story.ts";

const { db, owner } = await testDatabase();
let story: Awaited<ReturnType<typeof policyStory>>;
beforeEach(async () => {
  story = await policyStory({ db, owner });
});

describe("who, and with which code", () => {
  it("is for System Administrators: a member, and one who lost the role with the form open, are refused and audited", async () => {
    const { deps, sam, marcus, now, clock, companyId } = story;
    const before = await now();
    expect(mustRefuse(await openPolicyForm(deps, sam.actor))).toMatchObject({
      code: "not_system_administrator",
    });
    const { challengeId } = must(await openPolicyForm(deps, marcus.actor));
    await setRoles(deps, marcus, { isSystemAdministrator: false });
    clock.advance(minute);
    const wanted = { policy: withApprovals({ reset: 1 }) };
    const typed = { challengeId, code: codeOf(deps, marcus.secret), change: wanted };
    expect(mustRefuse(await submitPolicy(deps, marcus.actor, typed)).code).toBe("not_system_administrator");
    expect((await auditKinds(owner, companyId)).at(-1)).toBe("act_refused");
    expect(await now()).toEqual(before);
    // A right code for a refused act is spent.
    const again = await submitPolicy(deps, marcus.actor, typed);
    expect(again.ok).toBe(false);
  });

  it("R37: a wrong code commits its attempt; another's challenge, and one for what stood before, change nothing", async () => {
    const { deps, olivia, marcus, now, set, clock } = story;
    const before = await now();
    const wanted = { policy: withApprovals({ reset: 1 }) };
    const { challengeId } = must(await openPolicyForm(deps, olivia.actor));
    clock.advance(minute);
    const wrong = await submitPolicy(deps, olivia.actor, { challengeId, code: "000000", change: wanted });
    expect(mustRefuse(wrong)).toEqual({ code: "wrong_code", triesLeft: 4 });
    const code = codeOf(deps, marcus.secret);
    const foreign = await submitPolicy(deps, marcus.actor, { challengeId, code, change: wanted });
    expect(mustRefuse(foreign).code).toBe("challenge_expired");
    expect(await now()).toEqual(before);
    await set({ breakGlassAfterMs: 48 * hour });
    const stale = await submitPolicy(deps, olivia.actor, {
      challengeId,
      code: codeOf(deps, olivia.secret),
      change: wanted,
    });
    expect(mustRefuse(stale).code).toBe("policy_changed_since");
    expect((await now()).policy.approvals.reset).toBe(0);
  });

  it("spends no code where nothing changes", async () => {
    const { deps, olivia, clock } = story;
    clock.advance(minute);
    const { challengeId } = must(await openPolicyForm(deps, olivia.actor));
    const code = codeOf(deps, olivia.secret);
    const same = await submitPolicy(deps, olivia.actor, {
      challengeId,
      code,
      change: { policy: defaultPolicy },
    });
    expect(mustRefuse(same)).toEqual({ code: "nothing_changes" });
    const change = { policy: withApprovals({ reset: 1 }) };
    expect((await submitPolicy(deps, olivia.actor, { challengeId, code, change })).ok).toBe(true);
  });

  it("A12 R40: the same form five times at once, and two administrators at once, make one change or one request", async () => {
    const { deps, olivia, marcus, clock, companyId } = story;
    const change = { policy: { ...defaultPolicy, breakGlassAfterMs: 4 * hour } };
    const mine = must(await openPolicyForm(deps, olivia.actor));
    const theirs = must(await openPolicyForm(deps, marcus.actor));
    clock.advance(minute);
    const send = (person: TestPerson, { challengeId }: { challengeId: string }) =>
      submitPolicy(deps, person.actor, { challengeId, code: codeOf(deps, person.secret), change });
    const results = await Promise.all([
      ...[1, 2, 3].map(() => send(olivia, mine)),
      ...[1, 2].map(() => send(marcus, theirs)),
    ]);
    expect(results.filter((one) => one.ok)).toHaveLength(1);
    const [count] = await owner`select count(*)::int as n from requests
      where kind = 'policy' and company_id = ${companyId}`;
    expect(count?.["n"]).toBe(1);
    // Who comes next is shown the door to it.
    expect(mustRefuse(await openPolicyForm(deps, marcus.actor)).code).toBe("request_open");
  });
});
