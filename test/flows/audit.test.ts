import fc from "fast-check";
import { expect, test } from "vitest";
import { verifyAudit } from "../../src/flows/verify-audit.ts";
import { appendAudit } from "../../src/store/audit.ts";
import { inTenant } from "../../src/store/db.ts";
import { testDatabase } from "../helpers/database.ts";
import { testDeps } from "../helpers/deps.ts";
import { acme, petraDetails } from "../helpers/people.ts";
import { reset } from "../helpers/reset-story.ts";

const { db, owner } = await testDatabase();

async function story() {
  const { deps, clock } = testDeps(db);
  const company = await acme(deps, clock);
  const petra = await company.join(petraDetails);
  await reset(deps, clock, company.olivia, petra);
  return { deps, ...company };
}

/** Changes the trail as somebody with the owner's rights would who first takes the trigger away. */
async function tamper(change: () => Promise<unknown>): Promise<void> {
  await owner`alter table audit_events disable trigger audit_events_append_only`;
  await change();
  await owner`alter table audit_events enable trigger audit_events_append_only`;
}

test("R55: the chain of a whole story verifies", async () => {
  const { deps, slug } = await story();
  const [verdict] = await verifyAudit(deps, { slug });
  expect(verdict).toMatchObject({ company: slug, brokenAt: null });
  expect(verdict?.events).toBeGreaterThan(8);
});

test("R55: a changed, a removed, a moved and a cut-off event are found, and where", async () => {
  const changed = await story();
  await tamper(
    () =>
      owner`update audit_events set actor_id = 'somebody' where seq = 3 and company_id = ${changed.companyId}`,
  );
  expect(await verifyAudit(changed.deps, { slug: changed.slug })).toMatchObject([{ brokenAt: 3 }]);
  const removed = await story();
  await tamper(() => owner`delete from audit_events where seq = 4 and company_id = ${removed.companyId}`);
  expect(await verifyAudit(removed.deps, { slug: removed.slug })).toMatchObject([{ brokenAt: 4 }]);
  const swapped = await story();
  await tamper(
    () => owner`update audit_events set seq = case seq when 2 then 3 else 2 end + 1000
      where seq in (2, 3) and company_id = ${swapped.companyId}`,
  );
  await tamper(
    () => owner`update audit_events set seq = seq - 1000
      where seq > 1000 and company_id = ${swapped.companyId}`,
  );
  expect(await verifyAudit(swapped.deps, { slug: swapped.slug })).toMatchObject([{ brokenAt: 2 }]);
  const cut = await story();
  await tamper(() => owner`delete from audit_events where seq > 5 and company_id = ${cut.companyId}`);
  expect(await verifyAudit(cut.deps, { slug: cut.slug })).toMatchObject([{ brokenAt: 6 }]);
});

test("R55: whatever stands in an event, it verifies as it was written", async () => {
  const { deps, companyId, slug } = await story();
  const texts = fc.string({ unit: "binary", maxLength: 30 }).map((text) => text.replaceAll("\0", ""));
  const values = fc.oneof(
    texts,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
  );
  const events = fc.record({
    kind: texts,
    facts: fc.dictionary(texts, values, { maxKeys: 12, noNullPrototype: true }),
  });
  for (const [n, { kind, facts }] of fc.sample(events, 60).entries()) {
    const at = new Date(deps.now().getTime() + n * 1234.5);
    await inTenant(db, companyId, (tx) => appendAudit(tx, { kind, at, facts }));
  }
  expect(await verifyAudit(deps, { slug })).toMatchObject([{ brokenAt: null }]);
});

test("R55: appends in parallel make one chain without gaps", async () => {
  const { deps, companyId, slug } = await story();
  const append = (n: number) =>
    inTenant(db, companyId, (tx) =>
      appendAudit(tx, { kind: "test", at: deps.now(), facts: { n, b: 1, a: "ü" } }),
    );
  await Promise.all(Array.from({ length: 20 }, (_, n) => append(n)));
  expect(await verifyAudit(deps, { slug })).toMatchObject([{ brokenAt: null }]);
});
