import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askForInvitation } from "../../src/flows/ask-for-invitation.ts";
import { countAllPast, deleteAllPast } from "../../src/flows/delete-past.ts";
import { openHelpCall } from "../../src/flows/open-help-call.ts";
import { runTimers } from "../../src/flows/run-timers.ts";
import { signIn } from "../../src/flows/sign-in.ts";
import { verifyAudit } from "../../src/flows/verify-audit.ts";
import { connect } from "../../src/store/db.ts";
import { deletePast, keptTables, prunedTables } from "../../src/store/retention.ts";
import { day } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { must, samDetails } from "../helpers/people.ts";
import {
  acmeWithPetra,
  enrolling,
  halfSignedIn,
  latestReset,
  openForm,
  reset,
  signedIn,
} from "../helpers/reset-story.ts";
import { givePhone, textAtSignIn, withTexts } from "../helpers/texts.ts";

const { db, owner, address } = await testDatabase();
const asOwner = connect(address);
afterAll(() => asOwner.close());

const rowsOf = async (tables: readonly string[]) => {
  const counts: Record<string, number> = {};
  for (const name of tables) {
    const [row] = await owner`select count(*)::int as rows from ${owner(name)}`;
    counts[name] = Number(row?.["rows"]);
  }
  return counts;
};

/** Petra waits for her setup code, Sam is invited, and every table has something that is over or stands open. */
async function story() {
  const at = await acmeWithPetra(db);
  const { companyId, olivia, petra } = at;
  const deps = withTexts(at.deps);
  await givePhone(deps, { companyId, userId: olivia.userId });
  await textAtSignIn(deps, (await halfSignedIn(deps, olivia)).session);
  await openHelpCall(deps, (await halfSignedIn(deps, petra)).session);
  const wrong = {
    companyId,
    email: "nobody@acmebuilders.example",
    password: "wrong-wrong-wrong",
    device: null,
  };
  await signIn(deps, wrong);
  const samToken = await at.invite(samDetails);
  await reset(deps, at.clock, olivia, petra);
  await openForm(deps, olivia, petra);
  const [now, soon] = [deps.now(), new Date(deps.now().getTime() + day)];
  const whose = { company_id: companyId, user_id: petra.userId, epoch: 0, created_at: now };
  await owner`insert into password_resets ${owner({ ...whose, token_hash: "a", expires_at: soon, voided_at: now })}`;
  const change = {
    ...whose,
    id: "change",
    kind: "email",
    token_hash: "b",
    former_email: "old@petra.example",
  };
  await owner`insert into contact_changes ${owner({ ...change, expires_at: soon, done_at: now })}`;
  await owner`insert into factors ${owner({ ...whose, id: "begun", kind: "sms", state: "pending", phone_box: "k1.x" })}`;
  const stranger = {
    company_id: companyId,
    workspace_id: "T0",
    slack_user_id: "U0STRANGER",
    team_id: "T0",
    name: "X",
  };
  const flags = { is_deleted: false, is_bot: false, is_guest: false, fetched_at: now };
  await owner`insert into slack_people ${owner({ ...stranger, ...flags })}`;
  await owner`insert into timers ${owner({ company_id: companyId, id: "done", kind: "request_remind", ref_id: "x", due_at: now, done_at: now })}`;
  await owner`insert into postings ${owner({ company_id: companyId, id: "call", ref_id: "call", workspace_id: "T0", created_at: now })}`;
  await owner`insert into used_signatures ${owner({ company_id: companyId, hash: "h", used_at: now })}`;
  await owner`update outbox set delivered_at = ${now}, payload_box = null where kind <> 'setup_code_mail'`;
  return { ...at, deps, samToken };
}

test("every table of the database is either pruned or kept for good, by name", async () => {
  const rows = await owner`select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname = 'public'`;
  expect(rows.map(({ relname }) => relname).sort()).toEqual([...prunedTables, ...keptTables].sort());
});

describe("what is past its time", () => {
  let at: Awaited<ReturnType<typeof story>>;
  const retention = () => ({ owner: asOwner.db, db, now: at.deps.now });
  beforeAll(async () => {
    at = await story();
  });

  test("nothing goes while any limit or warning may look back on it, texts and signatures aside", async () => {
    at.clock.advance(30 * day);
    const { sms_codes: texts, used_signatures: signatures, ...others } = await countAllPast(retention());
    expect([texts, signatures]).toEqual([1, 1]);
    expect(Object.values(others).every((rows) => rows === 0)).toBe(true);
  });

  test("a dry run counts what a run deletes, changes nothing, and a row that somebody holds waits for the next run", async () => {
    at.clock.advance(13 * day);
    const before = await rowsOf(prunedTables);
    const counted = await countAllPast(retention());
    expect(await rowsOf(prunedTables)).toEqual(before);
    const { invitations, ...due } = counted;
    expect(invitations).toBe(0);
    expect(Object.entries(due).filter(([, rows]) => rows === 0)).toEqual([]);
    await owner.begin(async (tx) => {
      await tx`select 1 from password_resets for update`;
      expect(await deletePast(asOwner.db, "password_resets", { now: at.deps.now(), limit: 10 })).toBe(0);
    });
    expect(await deletePast(asOwner.db, "challenges", { now: at.deps.now(), limit: 1 })).toBe(1);
    expect(await deleteAllPast(retention())).toEqual({
      ...counted,
      challenges: Number(counted["challenges"]) - 1,
    });
    expect(Object.values(await countAllPast(retention())).every((rows) => rows === 0)).toBe(true);
  });

  test("R55, R60: the trail, the factors and what people decided are as before", async () => {
    expect(await verifyAudit(at.deps, { slug: at.slug })).toMatchObject([{ brokenAt: null }]);
    const kept = await rowsOf(keptTables);
    at.clock.advance(400 * day);
    const factors = await owner`select id from factors where state <> 'pending'`;
    await deleteAllPast(retention());
    at.clock.advance(-400 * day);
    // The run itself is on record, in the installation's chain.
    const two = Number(kept["audit_events"]) + 2;
    expect(await rowsOf(keptTables)).toEqual({ ...kept, audit_events: two });
    expect(await owner`select id from factors`).toEqual(factors);
    expect(factors.length).toBeGreaterThan(1);
  });

  test("the story goes on: the reset lapses, Sam asks for a new link, Olivia signs in and resets again, Petra sets up", async () => {
    const { deps, clock, olivia, petra, samToken } = at;
    while ((await runTimers(deps)) > 0);
    expect((await latestReset(deps, petra))?.outcome).toBe("lapsed");
    must(await askForInvitation(deps, { token: samToken }));
    expect((await signedIn(deps, clock, olivia)).session.level).toBe("full");
    const { setupCode } = await reset(deps, clock, olivia, petra);
    expect((await enrolling(deps, petra, setupCode)).level).toBe("enrol");
  });
});
