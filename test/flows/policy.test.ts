import { beforeEach, describe, expect, it } from "vitest";
import { defaultPolicy, type Governance, type Policy } from "../../src/domain/policy.ts";
import { cancelRequest } from "../../src/flows/cancel-request.ts";
import type { PolicyChange } from "../../src/flows/edit-policy.ts";
import { openDecision } from "../../src/flows/open-decision.ts";
import { day, hour } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { messageKinds } from "../helpers/outbox.ts";
import { must, mustRefuse } from "../helpers/people.ts";
import { channel, policyStory, withApprovals } from "../helpers/policy-story.ts";

const { db, owner } = await testDatabase();

let story: Awaited<ReturnType<typeof policyStory>>;
beforeEach(async () => {
  story = await policyStory({ db, owner });
});

type Case = { name: string; given?: Partial<Policy>; channel?: string; change: PolicyChange };
const strict: Partial<Policy> = {
  approvals: { grant: 2, system_administrator: 2, revoke: 1, reset: 1 },
  isAppOnlyForAdministrators: true,
};
const fromStrict = (policy: Partial<Policy>): PolicyChange => ({
  policy: { ...defaultPolicy, ...strict, ...policy },
});
const strictApprovals = strict.approvals as Policy["approvals"];

const weakenings: Case[] = [
  ...(["grant", "system_administrator", "revoke", "reset"] as const).map((act) => ({
    name: `one approval fewer for ${act}`,
    given: strict,
    change: fromStrict({ approvals: { ...strictApprovals, [act]: strictApprovals[act] - 1 } }),
  })),
  { name: "a shorter wait", change: { policy: { ...defaultPolicy, breakGlassAfterMs: 4 * hour } } },
  {
    name: "a wait where there was none",
    given: { breakGlassAfterMs: null },
    change: { policy: { ...defaultPolicy, breakGlassAfterMs: 48 * hour } },
  },
  {
    name: "text messages again for administrators",
    given: strict,
    change: fromStrict({ isAppOnlyForAdministrators: false }),
  },
  { name: "another channel", channel: "C0FIRST", change: { channel: channel("C0OTHER") } },
  { name: "no channel any more", channel: "C0FIRST", change: { channel: null } },
  {
    name: "stricter here and weaker there",
    given: strict,
    change: fromStrict({ approvals: { ...strictApprovals, grant: 3, reset: 0 } }),
  },
];

const strengthenings: Case[] = [
  { name: "more approvals", change: { policy: withApprovals({ reset: 1, grant: 3 }) } },
  { name: "a longer wait", change: { policy: { ...defaultPolicy, breakGlassAfterMs: 48 * hour } } },
  { name: "no proceeding at all", change: { policy: { ...defaultPolicy, breakGlassAfterMs: null } } },
  {
    name: "the app only, for administrators",
    change: { policy: { ...defaultPolicy, isAppOnlyForAdministrators: true } },
  },
  { name: "the first channel", change: { channel: channel("C0FIRST") } },
];

const setChannel = async (channelId: string) =>
  owner`update companies set approvals_workspace_id = 'T0ACME', approvals_channel_id = ${channelId},
    approvals_channel_name = ${channelId.toLowerCase()} where id = ${story.companyId}`;

const changed = (before: Governance, change: PolicyChange): Governance => ({ ...before, ...change });

describe("R49: what makes approvals easier needs another administrator", () => {
  it.each(weakenings)("$name waits, and takes effect with another's yes", async (one) => {
    const { olivia, marcus, now, set, change, approve, companyId } = story;
    if (one.given) await set(one.given);
    if (one.channel) await setChannel(one.channel);
    const before = await now();
    const { submitted } = must(await change(olivia, one.change));
    if (submitted.kind !== "waiting") throw new Error("it did not wait");
    expect(submitted.deciders).toEqual(["Marcus"]);
    expect(await now()).toEqual(before);
    must(await approve(marcus, submitted.request.id));
    expect(await now()).toEqual(changed(before, one.change));
    const [event] = await owner`select facts from audit_events
      where company_id = ${companyId} and kind = 'policy_changed'`;
    expect(JSON.parse(event?.["facts"].before)).toEqual(before);
    expect(JSON.parse(event?.["facts"].after)).toEqual(changed(before, one.change));
  });

  it.each(strengthenings)("$name takes effect at once", async (one) => {
    const { olivia, now, change } = story;
    const before = await now();
    const { submitted } = must(await change(olivia, one.change));
    expect(submitted.kind).toBe("executed");
    expect(await now()).toEqual(changed(before, one.change));
  });

  it("is not approved by whoever asked, nor by a Payments Admin's or member's lack of the role", async () => {
    const { olivia, sam, change, deps } = story;
    const { submitted } = must(
      await change(olivia, { policy: { ...defaultPolicy, breakGlassAfterMs: 4 * hour } }),
    );
    const { id } = submitted.request;
    expect(mustRefuse(await openDecision(deps, olivia.actor, id)).code).toBe("own_request");
    expect(mustRefuse(await openDecision(deps, sam.actor, id)).code).toBe("not_approver");
  });

  it("waits for nobody where there is nobody else, which is marked; whoever did it is not alarmed of it", async () => {
    const { deps, clock, olivia, marcus, change, now, companyId } = story;
    await setRoles(deps, marcus, { isSystemAdministrator: false });
    const lately = must(await change(olivia, { policy: { ...defaultPolicy, breakGlassAfterMs: 8 * hour } }));
    // Who lost the role this week still counts as existing: getting rid of the others first gains nothing.
    expect(lately.submitted.kind).toBe("waiting");
    must(await cancelRequest(deps, olivia.actor, lately.submitted.request.id));
    clock.advance(8 * day);
    const { submitted } = must(
      await change(olivia, { policy: { ...defaultPolicy, breakGlassAfterMs: 4 * hour } }),
    );
    expect(submitted).toMatchObject({ kind: "executed", request: { isReducedQuorum: true } });
    expect((await now()).policy.breakGlassAfterMs).toBe(4 * hour);
    expect(await messageKinds(deps, companyId)).not.toContain("request_alert_dm");
  });

  it("is void when the settings changed in between", async () => {
    const { olivia, marcus, change, approve, now, set } = story;
    const { submitted } = must(
      await change(olivia, { policy: { ...defaultPolicy, breakGlassAfterMs: 4 * hour } }),
    );
    await set({ breakGlassAfterMs: 48 * hour });
    const refusal = mustRefuse(await approve(marcus, submitted.request.id));
    expect(refusal.code).toBe("policy_changed_since");
    expect((await now()).policy.breakGlassAfterMs).toBe(48 * hour);
  });

  it("is void when the requester is no System Administrator any more", async () => {
    const { deps, olivia, marcus, change, approve, now } = story;
    const before = await now();
    const { submitted } = must(
      await change(marcus, { policy: { ...defaultPolicy, breakGlassAfterMs: 4 * hour } }),
    );
    await setRoles(deps, marcus, { isSystemAdministrator: false });
    expect(mustRefuse(await approve(olivia, submitted.request.id)).code).toBe("requester_may_not");
    expect(await now()).toEqual(before);
  });
});

describe("R49: floors hold on the server, whatever a form says", () => {
  it.each<[string, Policy]>([
    ["no approval for a System Administrator", withApprovals({ system_administrator: 0 })],
    ["fewer than none", withApprovals({ reset: -1 })],
    ["half an approval", withApprovals({ grant: 0.5 })],
    ["more than three", withApprovals({ grant: 4 })],
    ["a wait of an hour", { ...defaultPolicy, breakGlassAfterMs: hour }],
    ["a wait of a week", { ...defaultPolicy, breakGlassAfterMs: 7 * day }],
  ])("%s", async (_, policy) => {
    const { olivia, change, now } = story;
    const before = await now();
    await expect(change(olivia, { policy })).rejects.toThrow("out of bounds");
    expect(await now()).toEqual(before);
  });
});

it("posts a test message to the channel that was chosen, when it is in force", async () => {
  const { deps, olivia, marcus, change, approve, companyId } = story;
  const tests = async () =>
    (await messageKinds(deps, companyId)).filter((kind) => kind === "channel_test_post").length;
  must(await change(olivia, { channel: channel("C0FIRST") }));
  expect(await tests()).toBe(1);
  const { submitted } = must(await change(olivia, { channel: channel("C0OTHER") }));
  expect(await tests()).toBe(1);
  must(await approve(marcus, submitted.request.id));
  expect(await tests()).toBe(2);
  const none = must(await change(olivia, { channel: null }));
  must(await approve(marcus, none.submitted.request.id));
  expect(await tests()).toBe(2);
});
