import { expect, test } from "vitest";
import { auditReportText } from "../../src/cli/audit-report-text.ts";
import { confirmBreakGlass } from "../../src/flows/confirm-break-glass.ts";
import { openBreakGlass } from "../../src/flows/open-break-glass.ts";
import { reportAudit } from "../../src/flows/report-audit.ts";
import { appendAudit } from "../../src/store/audit.ts";
import { inTenant } from "../../src/store/db.ts";
import { testDatabase } from "../helpers/database.ts";
import { must } from "../helpers/people.ts";
import { acmeWithPetra, reset } from "../helpers/reset-story.ts";

const { db } = await testDatabase();
const day = 24 * 60 * 60_000;

test("R55: an auditor reads who was reset, by whom, how verified, told how, and who may decide", async () => {
  const { deps, clock, companyId, slug, olivia, petra } = await acmeWithPetra(db);
  const [created, from] = [deps.now(), new Date(deps.now().getTime() + day / 2)];
  clock.advance(day);
  await reset(deps, clock, olivia, petra);
  clock.advance(60_000);
  await inTenant(db, companyId, async (tx) => {
    const at = deps.now();
    await appendAudit(tx, { kind: "policy_changed", at, actorId: olivia.userId, facts: { after: "{}" } });
    await appendAudit(tx, { kind: "codes_locked", at, actorId: petra.userId });
    for (let n = 0; n < 2; n++) await appendAudit(tx, { kind: "act_refused", at, actorId: petra.userId });
  });
  const input = { email: olivia.email, operator: "Jo Park", reason: "Lost her phone", slug };
  const { id } = must(await openBreakGlass(deps, input));
  must(await confirmBreakGlass(deps, { id, operator: "Kim Lee" }));
  const period = { from, to: new Date(from.getTime() + day) };

  const report = await reportAudit(deps, companyId, period);
  const oliviaNow = { name: "Olivia Reyes", email: olivia.email };
  expect(report.resets).toMatchObject([
    {
      subject: { name: "Petra Alvarez", email: petra.email },
      by: oliviaNow,
      ...{ reason: "lost_phone", verifiedHow: "called", attestation: "I called them", approvals: [] },
      outcome: "open",
    },
    { subject: oliviaNow, by: { name: "Kim Lee (operator)", email: null }, verifiedHow: "operator" },
  ]);
  expect(report.resets[0]?.notices.map(({ kind }) => kind)).toContain("setup_code_mail");
  expect(report.paymentsAdmins).toMatchObject([{ ...oliviaNow, by: { name: "the operator" } }]);
  expect(report.systemAdministrators).toMatchObject([{ ...oliviaNow, by: { email: null } }]);
  expect(report.systemAdministrators[0]?.since?.getTime()).toBeLessThanOrEqual(created.getTime());
  expect(report.emergencyAccess).toMatchObject([
    { subject: oliviaNow, openedBy: "Jo Park", confirmedBy: "Kim Lee", reason: "Lost her phone" },
  ]);

  const text = auditReportText({ company: slug, ...period, trail: { events: 9, brokenAt: null } }, report);
  expect(text).toContain("Events in the audit trail: 9, unbroken");
  expect(text).toContain(`MFA resets: 2`);
  expect(text).toContain(`why: Lost or broken phone`);
  expect(text).toContain(`verified: Called a number we already had. "I called them"`);
  expect(text).toContain("opened by Jo Park");
  expect(report.policyChanges).toMatchObject([{ by: oliviaNow, facts: { after: "{}" } }]);
  expect(report.lockouts).toMatchObject({ codes_locked: 1, sign_in_locked: 0 });
  expect(report.refusals).toMatchObject({ act_refused: 2, gate_refused: 0 });
  expect(text).toContain("Changed settings: 1");
  expect(text).toContain("  act refused: 2");

  const before = await reportAudit(deps, companyId, { from: new Date(0), to: from });
  expect(before).toMatchObject({ resets: [], emergencyAccess: [], withoutApproval: [], policyChanges: [] });
});
