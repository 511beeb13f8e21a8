import { beforeEach, describe, expect, it } from "vitest";
import { renderMessage } from "../../src/delivery/messages/render.ts";
import type { Rendered } from "../../src/delivery/rendered.ts";
import { confirmBreakGlass } from "../../src/flows/confirm-break-glass.ts";
import { openBreakGlass } from "../../src/flows/open-break-glass.ts";
import { openResetForm } from "../../src/flows/open-reset-form.ts";
import { stopReset } from "../../src/flows/stop-reset.ts";
import { verifySignIn } from "../../src/flows/verify-sign-in.ts";
import { viewStopLink } from "../../src/flows/view-stop-link.ts";
import { asWorker, inTenant } from "../../src/store/db.ts";
import { claimDue } from "../../src/store/outbox.ts";
import type { OutboxKind } from "../../src/store/outbox-kinds.ts";
import { auditKinds, mfaState } from "../helpers/audit.ts";
import { minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { testDeps } from "../helpers/deps.ts";
import { payloadOf } from "../helpers/outbox.ts";
import { acme, codeOf, must, mustRefuse, petraDetails, samDetails } from "../helpers/people.ts";
import { enrolling, halfSignedIn, latestReset } from "../helpers/reset-story.ts";

const { db, owner } = await testDatabase();

async function begun() {
  await owner`truncate outbox, routes`;
  const { deps, clock, logLines } = testDeps(db);
  const company = await acme(deps, clock);
  const nora = await company.join(
    { ...samDetails, firstName: "Nora", email: "nora@acmebuilders.example" },
    "U0NORA0001",
  );
  await setRoles(deps, nora, { isSystemAdministrator: true });
  await owner`truncate outbox`;
  const input = { email: company.olivia.email, operator: "Jo Park", reason: "Lost her phone, ticket 12" };
  return { deps, clock, logLines, ...company, nora, input };
}
let story: Awaited<ReturnType<typeof begun>>;
beforeEach(async () => {
  story = await begun();
});

/** What lies in the outbox now, as it would be read. */
async function letters(): Promise<{ kind: string; to: string | null; rendered: Rendered | undefined }[]> {
  const { deps, companyId } = story;
  const messages = await asWorker(db, (tx) => claimDue(tx, deps.now(), 50, 1));
  return inTenant(db, companyId, async (tx) => {
    const read = [];
    for (const message of messages) {
      const options = { keys: deps.keys, publicUrl: "https://latchkey.test", now: deps.now() };
      const rendered = await renderMessage(tx, message, options);
      read.push({ kind: message.kind, to: message.recipientId, rendered });
    }
    return read;
  });
}

const textOf = (rendered: Rendered | undefined) => JSON.stringify(rendered ?? "");
const kindsTo = (all: Awaited<ReturnType<typeof letters>>, kind: OutboxKind) =>
  all.filter((one) => one.kind === kind).map((one) => one.to);

describe("R58: one operator opens, another confirms", () => {
  it("changes nothing when opened, and tells every administrator in Slack and by mail", async () => {
    const { deps, olivia, nora, input, companyId } = story;
    const before = await mfaState(owner, olivia.userId);
    const opened = must(await openBreakGlass(deps, input));
    expect(opened).toMatchObject({ name: "Olivia Reyes", email: olivia.email, slug: story.slug });
    expect(opened.id).toMatch(new RegExp(`^${companyId}\\.[0-9a-z]{16}$`));
    expect(opened.expiresAt.getTime() - deps.now().getTime()).toBe(15 * minute);
    expect(await mfaState(owner, olivia.userId)).toBe(before);
    const sent = await letters();
    for (const kind of ["break_glass_alert_dm", "break_glass_alert_mail"] as const)
      expect(kindsTo(sent, kind).sort()).toEqual([olivia.userId, nora.userId].sort());
    for (const { rendered } of sent) {
      expect(textOf(rendered)).toContain("Emergency access was opened.");
      expect(textOf(rendered)).toContain("Jo Park");
      expect(textOf(rendered)).toContain("Nothing is reset yet");
    }
    expect((await auditKinds(owner, companyId)).at(-1)).toBe("break_glass_opened");
  });

  it("resets that administrator's MFA when another confirms: old factors suspended, setup code to the sign-in address, everybody told, nothing granted", async () => {
    const { deps, clock, olivia, nora, input, companyId, logLines } = story;
    const { id } = must(await openBreakGlass(deps, input));
    const grants = await owner`select id, user_id, revoked_at from grants`;
    const half = await halfSignedIn(deps, olivia);
    await owner`truncate outbox`;
    clock.advance(14 * minute);
    const confirmed = must(await confirmBreakGlass(deps, { id, operator: "Kim Lee" }));
    expect(confirmed).toMatchObject({ name: "Olivia Reyes", email: olivia.email });
    const factors = await owner`select state from factors where user_id = ${olivia.userId}`;
    expect(factors).toEqual([{ state: "suspended" }]);
    expect(await owner`select id, user_id, revoked_at from grants`).toEqual(grants);
    expect((await owner`select role from users where id = ${olivia.userId}`)[0]?.["role"]).toBe(
      "system_administrator",
    );
    const reset = await latestReset(deps, olivia);
    expect(reset).toMatchObject({
      actorId: null,
      operator: "Kim Lee",
      requestId: null,
      reason: "other",
      verifiedHow: "operator",
      attestation: "Lost her phone, ticket 12",
      outcome: "open",
    });
    expect(reset?.note).toContain("opened by Jo Park, confirmed by Kim Lee");
    // Begun before: the old phone finishes nothing (R44).
    const old = await verifySignIn(deps, half.session, { code: codeOf(deps, olivia.secret) });
    expect(old.ok).toBe(false);
    const payload = await payloadOf(deps, companyId, "setup_code_mail");
    const sent = await letters();
    expect(kindsTo(sent, "break_glass_alert_mail").sort()).toEqual([olivia.userId, nora.userId].sort());
    const alarms = sent.filter((one) => one.kind.startsWith("break_glass"));
    for (const { rendered } of alarms) {
      expect(textOf(rendered)).toContain("Emergency access was used.");
      expect(textOf(rendered)).toContain("opened by Jo Park, confirmed by Kim Lee");
      expect(textOf(rendered)).not.toContain(payload["code"]);
    }
    const mail = sent.find((one) => one.kind === "setup_code_mail");
    expect(mail?.to).toBe(olivia.userId);
    expect(textOf(mail?.rendered)).toContain(
      "Kim Lee (operator), who runs Latchkey for Acme Builders, reset your sign-in codes",
    );
    expect(textOf(mail?.rendered)).toContain(payload["code"]);
    expect((await enrolling(deps, olivia, payload["code"] ?? "")).level).toBe("enrol");
    const [event] =
      await owner`select facts, actor_id, subject_id from audit_events where kind = 'break_glass_confirmed'
        and company_id = ${companyId}`;
    expect(event?.["subject_id"]).toBe(olivia.userId);
    expect(event?.["facts"]).toMatchObject({
      openedBy: "Jo Park",
      confirmedBy: "Kim Lee",
      factorsBefore: "totp",
    });
    const alarm = logLines
      .map((line) => JSON.parse(line))
      .find((line) => line.event === "break_glass_confirmed");
    expect(alarm).toMatchObject({ level: 50, companyId });
    expect(JSON.stringify(alarm)).not.toContain(olivia.email);
  });

  it("names the operator wherever the reset is told of: its page, its forms, and when it is stopped", async () => {
    const { deps, olivia, nora, input, companyId } = story;
    await setRoles(deps, nora, { isPaymentsAdmin: true });
    const { id } = must(await openBreakGlass(deps, input));
    must(await confirmBreakGlass(deps, { id, operator: "Kim Lee" }));
    const form = must(await openResetForm(deps, nora.actor, { email: olivia.email }));
    if (form.kind !== "renew") throw new Error("the open reset was not offered for a new code");
    expect(form.reset.actorName).toBe("Kim Lee (operator)");
    const { stopToken = "" } = await payloadOf(deps, companyId, "setup_code_mail");
    const page = must(await viewStopLink(deps, stopToken));
    expect(page).toMatchObject({ actorName: "Kim Lee (operator)", isByOperator: true });
    await owner`truncate outbox`;
    must(await stopReset(deps, { token: stopToken }));
    const sent = await letters();
    for (const kind of ["reset_stopped_dm", "reset_stopped_alert_mail"] as const) {
      const told = sent.filter((one) => one.kind === kind);
      expect(told.length).toBeGreaterThan(0);
      for (const { rendered } of told)
        expect(textOf(rendered)).toContain("Kim Lee (operator) made the reset");
    }
  });

  it.each(["Jo Park", "  jo   PARK "])("refuses the same operator, also as %j", async (operator) => {
    const { deps, olivia, input, companyId } = story;
    const { id } = must(await openBreakGlass(deps, input));
    const before = await mfaState(owner, olivia.userId);
    expect(mustRefuse(await confirmBreakGlass(deps, { id, operator }))).toEqual({ code: "same_operator" });
    expect(await mfaState(owner, olivia.userId)).toBe(before);
    expect((await auditKinds(owner, companyId)).at(-1)).toBe("break_glass_refused");
  });

  it("refuses after 15 minutes", async () => {
    const { deps, clock, olivia, input } = story;
    const { id } = must(await openBreakGlass(deps, input));
    const before = await mfaState(owner, olivia.userId);
    clock.advance(15 * minute);
    expect(mustRefuse(await confirmBreakGlass(deps, { id, operator: "Kim Lee" })).code).toBe("expired");
    expect(await mfaState(owner, olivia.userId)).toBe(before);
  });

  it("confirms once: a second time, and five at once, is one reset", async () => {
    const { deps, olivia, input } = story;
    const { id } = must(await openBreakGlass(deps, input));
    const operators = ["Kim Lee", "Ann Roe", "Kim Lee", "Bo Day", "Cy Fox"];
    const results = await Promise.all(operators.map((operator) => confirmBreakGlass(deps, { id, operator })));
    expect(results.filter((one) => one.ok)).toHaveLength(1);
    for (const one of results) if (!one.ok) expect(one.refusal.code).toBe("confirmed_already");
    const again = mustRefuse(await confirmBreakGlass(deps, { id, operator: "Ann Roe" }));
    expect(again).toMatchObject({ code: "confirmed_already" });
    const [count] = await owner`select count(*)::int as n from resets where subject_id = ${olivia.userId}`;
    expect(count?.["n"]).toBe(1);
  });

  it("refuses an ID that names nothing, another company's, or no ID at all", async () => {
    const { deps, input } = story;
    const { id } = must(await openBreakGlass(deps, input));
    for (const other of ["", "x", id.split(".")[1] ?? "", `${id}.x`, `0000000000.${id.split(".")[1]}`])
      expect(mustRefuse(await confirmBreakGlass(deps, { id: other, operator: "Kim Lee" }))).toEqual({
        code: "break_glass_unknown",
      });
  });
});

describe("R58: only for an administrator who was set up once", () => {
  it("refuses a payee, a member and a stranger", async () => {
    const { deps, join, input } = story;
    const petra = await join(petraDetails);
    const sam = await join(samDetails);
    for (const person of [petra, sam]) {
      const refusal = mustRefuse(await openBreakGlass(deps, { ...input, email: person.email }));
      expect(refusal.code).toBe("not_administrator");
    }
    const nobody = mustRefuse(await openBreakGlass(deps, { ...input, email: "nobody@acme.example" }));
    expect(nobody.code).toBe("unknown_person");
  });

  it("refuses who was never set up, and who is deactivated meanwhile", async () => {
    const { deps, olivia, input } = story;
    const { id } = must(await openBreakGlass(deps, input));
    await owner`update users set status = 'deactivated' where id = ${olivia.userId}`;
    expect(mustRefuse(await confirmBreakGlass(deps, { id, operator: "Kim Lee" })).code).toBe("not_active");
    expect(mustRefuse(await openBreakGlass(deps, input)).code).toBe("not_active");
    await owner`update users set status = 'active', first_enrolled_at = null where id = ${olivia.userId}`;
    expect(mustRefuse(await openBreakGlass(deps, input)).code).toBe("never_enrolled");
  });

  it("refuses who lost the role between the two", async () => {
    const { deps, nora, input } = story;
    const { id } = must(await openBreakGlass(deps, { ...input, email: nora.email }));
    await setRoles(deps, nora, { isSystemAdministrator: false });
    expect(mustRefuse(await confirmBreakGlass(deps, { id, operator: "Kim Lee" })).code).toBe(
      "not_administrator",
    );
  });

  it("asks for the company when an address is an administrator's in two", async () => {
    const { deps, input } = story;
    const other = testDeps(db);
    const beta = await acme(other.deps, other.clock, { name: "Beta Builders" });
    const refusal = mustRefuse(await openBreakGlass(deps, input));
    expect(refusal).toEqual({ code: "several_companies", slugs: [story.slug, beta.slug].sort() });
    const opened = must(await openBreakGlass(deps, { ...input, slug: beta.slug }));
    expect(opened.slug).toBe(beta.slug);
  });
});
