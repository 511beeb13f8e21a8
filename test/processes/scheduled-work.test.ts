import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { askForReset } from "../../src/flows/ask-for-reset.ts";
import { beginStepUp } from "../../src/flows/begin-step-up.ts";
import { inviteUser } from "../../src/flows/invite-user.ts";
import { openResetForm } from "../../src/flows/open-reset-form.ts";
import { resetMfa } from "../../src/flows/reset-mfa.ts";
import { settle } from "../chaos/settle.ts";
import { day, hour, minute } from "../helpers/clock.ts";
import { must, samDetails } from "../helpers/people.ts";
import { why } from "../helpers/reset-story.ts";
import { until } from "../helpers/until.ts";
import { nextCode } from "../trial/codes.ts";
import { layFour } from "./four.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const { product, companyId, players, named } = await layFour();
afterAll(product.close);
const { database, deps, mail } = product;
const { owner: sql } = database;
const administrators = players.filter(({ part }) => part === "administrator" || part === "candidate").length;

/** The messages that timers alone write, and how what nobody decides ends. */
const byTimers = [
  ...["request_thread", "request_notice", "reset_lapsed_dm", "invitation_expired_dm"],
  ...["checkpoint_mail", "checkpoint_post"],
];
const ended = ["request_expired", "reset_lapsed", "invitation_expired"];
/** What a process rests from one look at the timers to the next. */
const restMs = 5000;

/** Nine asks, with more timers than one process takes up at once; two resets; two invitations. Nobody does anything about them. */
const asks = [
  ["Sam", "Pilar"],
  ["Sam", "Quinn"],
  ["Sam", "Luis"],
  ["Luis", "Sam"],
  ["Luis", "Nora"],
  ["Luis", "Ada"],
  ["Luis", "Bela"],
  ["Sam", "Marcus"],
  ["Sam", "Olivia"],
] as const;
const resets = ["Petra", "Otto"];
const invited = ["Ines", "Jonas"];

beforeAll(async () => {
  for (const [asker, subject] of asks) {
    const { actor } = named(asker);
    const { challengeId } = must(await openResetForm(deps, actor, { email: named(subject).email }));
    must(await askForReset(deps, actor, { ...why, challengeId }));
  }
  const { actor } = named("Olivia");
  for (const subject of resets) {
    const { challengeId } = must(await openResetForm(deps, actor, { email: named(subject).email }));
    must(await resetMfa(deps, actor, { ...why, challengeId, code: await codeOfOlivia() }));
  }
  for (const firstName of invited) {
    const { challengeId } = await beginStepUp(deps, actor, { act: "invite" });
    const email = `${firstName.toLowerCase()}@acmebuilders.example`;
    must(
      await inviteUser(deps, actor, {
        ...{ ...samDetails, firstName, email },
        ...{ challengeId, code: await codeOfOlivia() },
      }),
    );
  }
  await product.start();
  // What a reminder hangs on has been posted by then.
  await allDone();
  for (const ms of [4 * hour + 5 * minute, 3 * day + 4 * hour, 15 * day]) {
    await product.leap(ms);
    await allDone();
  }
});

async function codeOfOlivia(): Promise<string> {
  await product.leap(minute);
  return nextCode(named("Olivia"), product.now);
}

/** Every timer that is due is done, and what came of it was sent. */
async function allDone(): Promise<void> {
  const open = () => sql`select kind from timers where done_at is null and due_at <= ${deps.now()}`;
  await until("no timer that is due", async () => ((await open()).length === 0 ? true : undefined), 60_000);
  await settle(product);
}

test("reminders and ends come once, whichever of the four does them: in the trail, in the outbox and by mail", async () => {
  const checkpoints = await signedOf(companyId);
  const kinds = sql`select kind, count(*)::int as count from outbox where kind = any(${byTimers}) group by kind`;
  expect(countsOf(await kinds)).toEqual({
    // Two reminders each, and that it expired; and that the resets lapsed.
    request_thread: asks.length * 3 + resets.length,
    request_notice: asks.length,
    reset_lapsed_dm: resets.length,
    invitation_expired_dm: invited.length,
    checkpoint_mail: checkpoints * administrators,
    checkpoint_post: checkpoints,
  });
  const ends = sql`select kind, count(*)::int as count from audit_events where kind = any(${ended}) group by kind`;
  expect(countsOf(await ends)).toEqual({
    request_expired: asks.length,
    reset_lapsed: resets.length,
    invitation_expired: invited.length,
  });
  const twice = await sql`select kind, ref_id, recipient_id from outbox
    where kind in ('request_dm', 'request_notice', 'checkpoint_mail') group by 1, 2, 3 having count(*) > 1`;
  expect(twice).toEqual([]);
  const [sent] =
    await sql`select count(*)::int as count from outbox where kind like '%mail' and delivered_at is not null`;
  expect(mail.mails).toHaveLength(sent?.["count"]);
});

test("R55: a day's checkpoint is signed once for each chain, and the next is planned once", async () => {
  for (const chain of [companyId, "installation"]) {
    const [timers] = await sql`select count(done_at)::int as done, (count(*) - count(done_at))::int as waiting
      from timers where kind = 'audit_checkpoint' and company_id = ${chain}`;
    const signed = await signedOf(chain);
    expect(signed).toBeGreaterThanOrEqual(2);
    expect(timers).toEqual({ done: signed, waiting: 1 });
    const said = product.logLines.filter(
      (line) => line.includes('"event":"audit_checkpoint"') && line.includes(`"companyId":"${chain}"`),
    );
    expect(said).toHaveLength(signed);
  }
});

test("several of them took part", async () => {
  const claims = await sql<
    { at: number }[]
  >`select distinct extract(epoch from leased_until)::float8 * 1000 as at
    from timers where leased_until is not null order by 1`;
  const pauses = claims.map(({ at }, n) => at - (claims[n - 1]?.at ?? Number.NEGATIVE_INFINITY));
  // One alone rests between two looks.
  expect(Math.min(...pauses)).toBeLessThan(restMs);
});

const countsOf = (rows: Iterable<Record<string, unknown>>) =>
  Object.fromEntries([...rows].map(({ kind, count }) => [kind, count]));

async function signedOf(chain: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from audit_checkpoints where company_id = ${chain}`;
  return row?.count ?? 0;
}
