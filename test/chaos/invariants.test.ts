import { beforeEach, expect, test } from "vitest";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { samDetails } from "../helpers/people.ts";
import { acmeWithPetra, ask, reset } from "../helpers/reset-story.ts";
import { checkInvariants } from "./invariants.ts";

const { db, owner } = await testDatabase();
const story = await acmeWithPetra(db);
const { deps, clock, olivia, petra } = story;
const sam = await story.join(samDetails, "U0SAM00001");
const nora = await story.join(
  { ...samDetails, firstName: "Nora", email: "nora@acmebuilders.example" },
  "U0NORA0001",
);
await setRoles(deps, nora, { isSystemAdministrator: true, isPaymentsAdmin: true });
await reset(deps, clock, olivia, petra);
const asked = await ask(deps, sam, nora);
if (!asked.ok) throw new Error("no request");
const requestId = asked.value.submitted.request.id;

const check = async () =>
  (await checkInvariants({ database: { owner }, deps }))
    .filter(({ violations }) => violations.length > 0)
    .map(({ name }) => name);

beforeEach(async () => {
  await owner`update outbox set delivered_at = now(), payload_box = null`;
});

test("all of them hold after a reset and an ask", async () => {
  expect(await check()).toEqual([]);
});

/** What must never be, written by the owner past every rule of ours, and how it is taken back. */
test.each([
  [
    /had its effect once/,
    "update requests set state = 'executed' where id = $id",
    "update requests set state = 'pending' where id = $id",
  ],
  [
    /is one reset/,
    "update resets set request_id = $id",
    "update resets set request_id = (select id from requests where kind = 'reset' and state = 'executed')",
  ],
  [
    /approved and undone/,
    "update requests set state = 'approved' where id = $id",
    "update requests set state = 'pending' where id = $id",
  ],
  [
    /on their own request/,
    "insert into request_approvals select company_id, id, requester_id, now() from requests where id = $id",
    "delete from request_approvals where request_id = $id",
  ],
  [
    /was delivered/,
    "update outbox set delivered_at = null, due_at = '2020-01-01' where dead_at is null",
    "update outbox set delivered_at = now()",
  ],
  [
    /no secret stays/,
    "update outbox set payload_box = 'k1.x' where id = (select max(id) from outbox)",
    "update outbox set payload_box = null",
  ],
  [
    /that a reset turned off/,
    "update factors set state = 'active' where state = 'suspended'",
    "update factors set state = 'suspended' where suspended_by_reset_id is not null",
  ],
  [
    /begun before a reset/,
    "update sessions set ended_at = null where epoch < (select mfa_epoch from users where id = sessions.user_id)",
    "update sessions set ended_at = now()",
  ],
  [
    /no lock is for ever/,
    "update users set locked_until = '2099-01-01' where first_name = 'Sam'",
    "update users set locked_until = null",
  ],
  [/can still decide/, "update grants set revoked_at = now()", "update grants set revoked_at = null"],
])("%s: is found when it is not so", async (name, plant, undo) => {
  await owner.unsafe(plant.replaceAll("$id", `'${requestId}'`));
  const found = await check();
  await owner.unsafe(undo.replaceAll("$id", `'${requestId}'`));
  expect(found).toContainEqual(expect.stringMatching(name));
  expect(await check()).toEqual([]);
});
