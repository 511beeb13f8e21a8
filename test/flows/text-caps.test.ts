import { expect, test } from "vitest";
import type { Deps } from "../../src/deps.ts";
import { beginPhoneChange } from "../../src/flows/begin-phone-change.ts";
import { openOwnAct } from "../../src/flows/take-own-act.ts";
import { textSignInCode } from "../../src/flows/text-code.ts";
import { verifySignIn } from "../../src/flows/verify-sign-in.ts";
import { viewCodeWays } from "../../src/flows/view-code-ways.ts";
import { auditKinds } from "../helpers/audit.ts";
import { minute, second } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { codeOf, must, mustRefuse, type TestPerson } from "../helpers/people.ts";
import { acmeWithPetra, halfSignedIn, signedIn } from "../helpers/reset-story.ts";
import { address, givePhone, phone, textAtSignIn, withTexts } from "../helpers/texts.ts";

const { db, owner } = await testDatabase();

/** Acme with Petra, who has an app and a phone for texts. */
async function story() {
  const base = await acmeWithPetra(db);
  const deps = withTexts(base.deps);
  const phoneId = await givePhone(deps, { companyId: base.companyId, userId: base.petra.userId });
  return { ...base, deps, phoneId };
}

/** A sign-in of Petra's for which a code was texted. */
async function texted(at: { deps: Deps; petra: TestPerson }) {
  const { session } = await halfSignedIn(at.deps, at.petra);
  return { session, code: await textAtSignIn(at.deps, session) };
}

test("R17: the next text can be had after a wait that grows while no code is used, and says when", async () => {
  const at = await story();
  const { session } = await texted(at);
  const waits: number[] = [];
  for (let n = 0; n < 5; n++) {
    const no = mustRefuse(await textSignInCode(at.deps, session, { address }));
    if (no.code !== "text_too_soon") throw new Error(no.code);
    waits.push(no.waitMs / second);
    at.clock.advance(no.waitMs);
    // Its own sign-in would have run out meanwhile.
    await owner`update challenges set expires_at = expires_at + interval '1 hour' where user_id = ${at.petra.userId}`;
    await owner`update sessions set expires_at = expires_at + interval '1 hour', last_seen_at = ${at.deps.now()} where user_id = ${at.petra.userId}`;
    must(await textSignInCode(at.deps, session, { address }));
  }
  expect(waits).toEqual([30, 60, 120, 300, 900]);
});

test("R17: a used code ends the wait", async () => {
  const at = await story();
  const { session, code } = await texted(at);
  must(await verifySignIn(at.deps, session, { code }));
  await texted(at);
});

test.each([
  ["number", 30],
  ["user", 40],
  ["address", 120],
  ["company", 2000],
] as const)(
  "R17: no more than so many texts a day for each %s, and the refusal says until when",
  async (cap, max) => {
    const at = await story();
    await texted(at);
    await owner`update sms_codes set used_at = sent_at where company_id = ${at.companyId}`;
    const column = { number: "number_hash", user: "user_id", address: "address_hash", company: "company_id" }[
      cap
    ];
    // Like the one that was sent, in nothing but what is counted.
    await owner`insert into sms_codes (company_id, id, user_id, ref_id, number_hash, address_hash, code_hash, sent_at, expires_at, used_at)
    select company_id, 'copy' || n,
      case when ${column} in ('user_id', 'number_hash') then user_id else ${at.olivia.userId} end, 'ref' || n,
      case when ${column} = 'number_hash' then number_hash else 'n' || n end,
      case when ${column} = 'address_hash' then address_hash else 'a' || n end,
      'c', sent_at + n * interval '1 millisecond', expires_at, sent_at
    from sms_codes, generate_series(1, ${max - 1}) n where company_id = ${at.companyId}`;
    const { session } = await halfSignedIn(at.deps, at.petra);
    const until = new Date(at.deps.now().getTime() + 24 * 60 * minute);
    expect(mustRefuse(await textSignInCode(at.deps, session, { address }))).toEqual({
      code: "text_limit",
      cap,
      until,
    });
    expect(await auditKinds(owner, at.companyId)).toContain("text_refused");
  },
);

test("R17: texts that a colleague caused to the same number do not keep its owner from signing in, and stop the colleague", async () => {
  const at = await story();
  await texted(at);
  await owner`insert into sms_codes (company_id, id, user_id, ref_id, number_hash, code_hash, sent_at, expires_at, used_at)
    select company_id, 'theirs' || n, ${at.olivia.userId}, 'their' || n, number_hash, 'c', sent_at, expires_at, sent_at
    from sms_codes, generate_series(1, 30) n where company_id = ${at.companyId}`;
  at.clock.advance(minute);
  const { session } = await signedIn(at.deps, at.clock, at.olivia);
  const { challengeId } = await openOwnAct(at.deps, session, { act: "own_phone", target: "" });
  at.clock.advance(minute);
  const form = { challengeId, code: codeOf(at.deps, at.olivia.secret), phone, address };
  expect(mustRefuse(await beginPhoneChange(at.deps, session, form))).toMatchObject({
    code: "text_limit",
    cap: "number",
  });
  await texted(at);
});

test("R18: nothing is texted to an administrator with the app where the company requires it", async () => {
  const at = await story();
  await givePhone(at.deps, { companyId: at.companyId, userId: at.olivia.userId });
  const policy = JSON.stringify({ isAppOnlyForAdministrators: true });
  await owner`update companies set policy = ${policy}::jsonb where id = ${at.companyId}`;
  const { session } = await halfSignedIn(at.deps, at.olivia);
  expect((await viewCodeWays(at.deps, session)).text).toBeUndefined();
  expect(mustRefuse(await textSignInCode(at.deps, session, { address })).code).toBe("app_only");
  await texted(at);
});

test("R09 R64: neither number nor code stands in the audit, the log or a column", async () => {
  const at = await story();
  const { code } = await texted(at);
  const rows =
    await owner`select (select json_agg(a) from audit_events a where a.company_id = ${at.companyId})::text
    || (select json_agg(s) from sms_codes s)::text || (select json_agg(f) from factors f)::text as all`;
  expect(rows[0]?.["all"]).not.toContain(phone.slice(2));
  expect(rows[0]?.["all"]).not.toContain(`"${code}"`);
});
