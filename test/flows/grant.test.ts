import { describe, expect, it } from "vitest";
import { openGrantForm } from "../../src/flows/open-grant-form.ts";
import { requestGrant } from "../../src/flows/request-grant.ts";
import { auditKinds } from "../helpers/audit.ts";
import { minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { colleague, manager } from "../helpers/manage.ts";
import { messageKinds } from "../helpers/outbox.ts";
import { codeOf, must, mustRefuse, type TestPerson } from "../helpers/people.ts";
import { acmeWithPetra } from "../helpers/reset-story.ts";

const { db, owner } = await testDatabase();
const why = "Covers for me in August";

/** Olivia, Nora who is to be made a Payments Admin, and Marcus, who can decide with her; each a System Administrator. */
async function story() {
  const all = await acmeWithPetra(db);
  const { deps, clock, companyId } = all;
  const join = (name: string) => all.join(colleague(name), `U0${name.toUpperCase()}01`);
  const [nora, marcus, sam] = [await join("Nora"), await join("Marcus"), await join("Sam")];
  for (const person of [nora, marcus]) await setRoles(deps, person, { isSystemAdministrator: true });
  const open = async (by: TestPerson, userId: string) => {
    clock.advance(30_000);
    return openGrantForm(deps, by.actor, { userId });
  };
  const send = async (by: TestPerson, challengeId: string, code = codeOf(deps, by.secret)) =>
    requestGrant(deps, by.actor, { challengeId, code, why });
  const grant = async (by: TestPerson, userId: string) => {
    const form = await open(by, userId);
    return form.ok ? send(by, form.value.challengeId) : form;
  };
  const hasGrant = async (person: TestPerson) =>
    (await owner`select id from grants where user_id = ${person.userId} and revoked_at is null`).length;
  const requests = async () =>
    (await owner`select state, details from requests where company_id = ${companyId} and kind = 'grant'`).map(
      (row) => row["state"],
    );
  const { approve } = manager(deps, clock);
  return { ...all, nora, marcus, sam, open, send, grant, hasGrant, requests, approve };
}

describe("a grant waits for somebody else", () => {
  it("R33: is asked for with the own code, takes effect with another's yes, and tells the person", async () => {
    const { grant, approve, hasGrant, olivia, nora, marcus, deps, companyId } = await story();
    const { facts, isEnrolled } = must(await grant(olivia, nora.userId));
    expect([facts.request.state, isEnrolled, facts.approvers.map((one) => one.firstName)]).toEqual([
      "pending",
      true,
      ["Marcus"],
    ]);
    expect(facts.request.details).toEqual({ kind: "grant", why });
    expect(await hasGrant(nora)).toBe(0);
    expect(mustRefuse(await approve(olivia, facts.request.id)).code).toBe("own_request");
    expect(mustRefuse(await approve(nora, facts.request.id)).code).toBe("about_you");
    must(await approve(marcus, facts.request.id));
    expect(await hasGrant(nora)).toBe(1);
    expect(await messageKinds(deps, companyId)).toContain("role_notice");
    expect(await auditKinds(owner, companyId)).toEqual(
      expect.arrayContaining(["request_made", "request_approved", "payments_admin_granted"]),
    );
  });

  it("is done at once where there is nobody else, marked, and every administrator is told", async () => {
    const { grant, hasGrant, olivia, nora, marcus, deps, companyId, clock } = await story();
    await setRoles(deps, marcus, { isSystemAdministrator: false });
    clock.advance(8 * 24 * 60 * minute);
    const { facts } = must(await grant(olivia, nora.userId));
    expect([facts.request.state, facts.request.isReducedQuorum]).toEqual(["executed", true]);
    expect(await hasGrant(nora)).toBe(1);
    expect(await messageKinds(deps, companyId)).toContain("request_alert_dm");
  });

  it("shows who must agree before the code is asked for", async () => {
    const { open, olivia, nora } = await story();
    const form = must(await open(olivia, nora.userId));
    expect(form).toMatchObject({ required: 1, isReduced: false, deciders: ["Marcus"] });
    expect(form.card).toMatchObject({ name: "Nora Okafor", role: "system_administrator" });
  });
});

describe("R33: who, and to whom", () => {
  it.each([
    ["sam", "nora", "not_administrator"],
    ["olivia", "olivia", "self_role"],
    ["marcus", "marcus", "self_role"],
    ["olivia", "sam", "not_yet_system_administrator"],
    ["olivia", "petra", "payee_has_no_role"],
    ["marcus", "olivia", "already_payments_admin"],
  ] as const)("%s, to %s: %s, before any code, and audited", async (by, subject, code) => {
    const all = await story();
    expect(mustRefuse(await all.open(all[by], all[subject].userId)).code).toBe(code);
    expect(await auditKinds(owner, all.companyId)).toContain("act_refused");
    expect(await all.requests()).toEqual([]);
  });

  it("R32: a payee is told the same of known and unknown people", async () => {
    const { deps, join, nora } = await story();
    const paula = await join(
      { ...colleague("Paula"), relationship: "payee", organisation: "Else", email: "paula@else.example" },
      "U0PAULA001",
    );
    const known = mustRefuse(await openGrantForm(deps, paula.actor, { userId: nora.userId }));
    const unknown = mustRefuse(await openGrantForm(deps, paula.actor, { userId: "0123456789abcdef" }));
    expect(known).toEqual(unknown);
    expect(known.code).toBe("not_employee");
  });

  it("finds nobody of another company", async () => {
    const { open, olivia } = await story();
    const other = await story();
    expect(mustRefuse(await open(olivia, other.nora.userId)).code).toBe("unknown_person");
  });
});

describe("R37 R39 R40: one code, one act, on what is true at the commit", () => {
  it("R40 A12: ten at once, by one form and by several, are one request", async () => {
    const { open, send, olivia, marcus, nora, requests } = await story();
    const one = must(await open(olivia, nora.userId));
    const other = must(await open(marcus, nora.userId));
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        index % 2 === 0 ? send(olivia, one.challengeId) : send(marcus, other.challengeId),
      ),
    );
    expect(all.filter((result) => result.ok)).toHaveLength(1);
    expect(await requests()).toEqual(["pending"]);
  });

  it("R40: whoever comes after meets the open one as a door", async () => {
    const { grant, open, olivia, marcus, nora } = await story();
    const { facts } = must(await grant(olivia, nora.userId));
    const door = mustRefuse(await open(marcus, nora.userId));
    expect(door).toMatchObject({ code: "request_open", requestId: facts.request.id, mayDecide: true });
  });

  it("R37: a form for one person serves nobody else's code, no other act and no other person", async () => {
    const { open, send, olivia, marcus, nora, requests, deps } = await story();
    const { challengeId } = must(await open(olivia, nora.userId));
    expect(mustRefuse(await send(marcus, challengeId)).code).toBe("challenge_expired");
    expect(mustRefuse(await send(olivia, challengeId, codeOf(deps, marcus.secret))).code).toBe("wrong_code");
    expect(mustRefuse(await send(olivia, "0123456789abcdef")).code).toBe("challenge_expired");
    await owner`update users set mfa_epoch = mfa_epoch + 1 where id = ${nora.userId}`;
    expect(mustRefuse(await send(olivia, challengeId)).code).toBe("challenge_expired");
    expect(await requests()).toEqual([]);
  });

  it("R39: rights lost between the form and the code count, and the right code is spent", async () => {
    const { open, send, olivia, nora, requests, deps } = await story();
    const { challengeId } = must(await open(olivia, nora.userId));
    await setRoles(deps, nora, { isSystemAdministrator: false });
    expect(mustRefuse(await send(olivia, challengeId)).code).toBe("not_yet_system_administrator");
    await setRoles(deps, nora, { isSystemAdministrator: true });
    expect(mustRefuse(await send(olivia, challengeId)).code).toBe("challenge_spent");
    expect(await requests()).toEqual([]);
  });

  it("R39: a grant whose requester or subject lost the role has nobody granted", async () => {
    const { grant, approve, hasGrant, olivia, marcus, nora, deps } = await story();
    const { facts } = must(await grant(olivia, nora.userId));
    await setRoles(deps, nora, { isSystemAdministrator: false });
    expect(mustRefuse(await approve(marcus, facts.request.id)).code).toBe("not_yet_system_administrator");
    await setRoles(deps, nora, { isSystemAdministrator: true });
    await setRoles(deps, olivia, { isSystemAdministrator: false, isPaymentsAdmin: false });
    expect(mustRefuse(await approve(marcus, facts.request.id)).code).toBe("requester_may_not");
    expect(await hasGrant(nora)).toBe(0);
  });

  it("a form that ran out is begun anew on the same person; one that was sent is not", async () => {
    const { open, send, olivia, nora, deps, clock } = await story();
    const { challengeId } = must(await open(olivia, nora.userId));
    clock.advance(11 * minute);
    expect(mustRefuse(await send(olivia, challengeId)).code).toBe("challenge_expired");
    const again = must(await openGrantForm(deps, olivia.actor, { again: challengeId }));
    expect(again.card.userId).toBe(nora.userId);
    must(await send(olivia, again.challengeId));
    const twice = mustRefuse(await openGrantForm(deps, olivia.actor, { again: again.challengeId }));
    expect(twice.code).toBe("request_open");
  });
});
