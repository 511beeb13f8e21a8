import { expect, test } from "vitest";
import { beginOwnApp } from "../../src/flows/begin-own-app.ts";
import { findSession } from "../../src/flows/find-session.ts";
import { finishOwnApp } from "../../src/flows/finish-own-app.ts";
import { openResetForm } from "../../src/flows/open-reset-form.ts";
import { removeOwnFactor } from "../../src/flows/remove-own-factor.ts";
import { resetMfa } from "../../src/flows/reset-mfa.ts";
import { viewOwnSetup } from "../../src/flows/view-own-setup.ts";
import { auditKinds } from "../helpers/audit.ts";
import { minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { messageKinds, payloadOf } from "../helpers/outbox.ts";
import { ownAccount } from "../helpers/own-account.ts";
import { codeOf, must, mustRefuse } from "../helpers/people.ts";

const { db, owner } = await testDatabase();

test("R11, B1, B4: an app is replaced only by the first code of the new one, and then there is one", async () => {
  const at = await ownAccount(db, owner);
  const begun = must(await beginOwnApp(at.deps, at.session, await at.form("own_app")));
  const session = await at.reopened(begun.sessionToken);
  const { secret, replaces } = must(await viewOwnSetup(at.deps, session));
  expect(replaces).toBe(true);
  expect(mustRefuse(await finishOwnApp(at.deps, session, { code: "000000" })).code).toBe("wrong_app_code");
  expect(await at.factorsOf()).toEqual(["totp active"]);
  const other = await at.signInAs(at.petra);
  must(await finishOwnApp(at.deps, session, { code: codeOf(at.deps, secret) }));
  expect(await at.factorsOf()).toEqual(["totp destroyed", "totp active"]);
  expect([await at.isLive(session), await at.isLive(other)]).toEqual([true, false]);
  await expect(at.signInAs(at.petra)).rejects.toThrow("wrong_code");
  await at.signInAs({ email: at.petra.email, secret });
});

test("R60, R55: the history keeps the old app without its secret, and the trail says what was before and after", async () => {
  const at = await ownAccount(db, owner);
  await at.withTexts();
  const begun = must(await beginOwnApp(at.deps, at.session, await at.form("own_app")));
  const session = await at.reopened(begun.sessionToken);
  const { secret } = must(await viewOwnSetup(at.deps, session));
  must(await finishOwnApp(at.deps, session, { code: codeOf(at.deps, secret) }));
  const [old] = await owner`select secret_box, destroyed_at from factors where user_id = ${at.petra.userId}
    and kind = 'totp' and state = 'destroyed'`;
  expect(old).toMatchObject({ secret_box: null, destroyed_at: at.deps.now() });
  const [event] = await owner`select facts from audit_events where company_id = ${at.companyId}
    and kind = 'factor_activated' order by seq desc limit 1`;
  expect(event?.["facts"]).toMatchObject({ factor: "totp", before: "sms totp", after: "sms totp" });
  const told = await payloadOf(at.deps, at.companyId, "own_account_mail");
  expect(told).toEqual({ news: "app_replaced", device: "Safari on iPhone" });
});

test("R37, B12: a session without a fresh code begins nothing; a code for one form serves no other", async () => {
  const at = await ownAccount(db, owner);
  const stolen = await at.signInAs(at.petra);
  const removal = await at.form("own_removal", { target: "totp" });
  expect(mustRefuse(await beginOwnApp(at.deps, at.session, removal)).code).toBe("challenge_expired");
  const form = await at.form("own_app");
  expect(mustRefuse(await beginOwnApp(at.deps, stolen, form)).code).toBe("challenge_expired");
  expect(mustRefuse(await beginOwnApp(at.deps, at.session, { ...form, code: "000000" })).code).toBe(
    "wrong_code",
  );
  expect(mustRefuse(await viewOwnSetup(at.deps, at.session)).code).toBe("setup_over");
  const begun = must(await beginOwnApp(at.deps, at.session, form));
  expect(mustRefuse(await beginOwnApp(at.deps, at.session, form)).code).toBe("challenge_spent");
  // What the fresh code opened belongs to this session, and a copy of its cookie from before is worth nothing.
  expect(mustRefuse(await viewOwnSetup(at.deps, stolen)).code).toBe("setup_over");
  expect((await at.reopened(begun.sessionToken)).id).toBe(at.session.id);
});

test("R52: the token is a new one after the fresh code, so a copied cookie never shows the secret", async () => {
  const at = await ownAccount(db, owner);
  const begun = must(await beginOwnApp(at.deps, at.session, await at.form("own_app")));
  const again = must(await beginOwnApp(at.deps, at.session, await at.form("own_app")));
  expect(await findSession(at.deps, begun.sessionToken)).toBeUndefined();
  expect(await findSession(at.deps, again.sessionToken)).toBeDefined();
});

test("R11: what was begun runs out after a quarter of an hour, and the app of before still works", async () => {
  const at = await ownAccount(db, owner);
  const begun = must(await beginOwnApp(at.deps, at.session, await at.form("own_app")));
  const { secret } = must(await viewOwnSetup(at.deps, at.session));
  at.clock.advance(15 * minute);
  const session = await at.reopened(begun.sessionToken);
  const late = await finishOwnApp(at.deps, session, { code: codeOf(at.deps, secret) });
  expect(mustRefuse(late).code).toBe("setup_over");
  await at.signInAs(at.petra);
});

test("R44: begun before a reset, nothing is finished after it", async () => {
  const at = await ownAccount(db, owner);
  must(await beginOwnApp(at.deps, at.session, await at.form("own_app")));
  const { secret } = must(await viewOwnSetup(at.deps, at.session));
  const card = must(await openResetForm(at.deps, at.company.olivia.actor, { email: at.petra.email }));
  const why = { reason: "lost_phone", verifiedHow: "called", attestation: "said", note: null } as const;
  const code = at.nextCode(at.company.olivia.secret);
  must(await resetMfa(at.deps, at.company.olivia.actor, { challengeId: card.challengeId, code, ...why }));
  const late = await finishOwnApp(at.deps, at.session, { code: codeOf(at.deps, secret) });
  expect(mustRefuse(late).code).toBe("session_over");
  expect((await at.factorsOf()).sort()).toEqual(["totp destroyed", "totp suspended"]);
});

test("B11: the last way to get codes is never removed, and the code that was given for it is consumed", async () => {
  const at = await ownAccount(db, owner);
  const form = await at.form("own_removal", { target: "totp" });
  const refused = await removeOwnFactor(at.deps, at.session, { kind: "totp", ...form });
  expect(mustRefuse(refused).code).toBe("last_factor");
  expect(await at.factorsOf()).toEqual(["totp active"]);
  const again = await removeOwnFactor(at.deps, at.session, { kind: "totp", ...form });
  expect(mustRefuse(again).code).toBe("challenge_spent");
  expect(await auditKinds(owner, at.companyId)).toContain("act_refused");
});

test("one of two is removed with its number, the owner hears of it, and other devices are signed out", async () => {
  const at = await ownAccount(db, owner);
  await at.withTexts();
  const other = await at.signInAs(at.petra);
  const form = await at.form("own_removal", { target: "sms" });
  must(await removeOwnFactor(at.deps, at.session, { kind: "sms", ...form }));
  expect(await at.factorsOf()).toEqual(["sms destroyed", "totp active"]);
  const [gone] =
    await owner`select phone_box from factors where user_id = ${at.petra.userId} and kind = 'sms'`;
  expect(gone?.["phone_box"]).toBeNull();
  expect(await at.isLive(other)).toBe(false);
  expect(await messageKinds(at.deps, at.companyId)).toContain("own_account_mail");
});

test("B11: of two removals at the same moment one is refused, and one factor is left", async () => {
  const at = await ownAccount(db, owner);
  await at.withTexts();
  const forms = {
    totp: await at.form("own_removal", { target: "totp" }),
    sms: await at.form("own_removal", { target: "sms" }),
  };
  const code = at.nextCode(at.petra.secret);
  at.clock.advance(-30_000);
  const codes = { totp: codeOf(at.deps, at.petra.secret), sms: code };
  const results = await Promise.allSettled(
    (["totp", "sms"] as const).map((kind) =>
      removeOwnFactor(at.deps, at.session, {
        kind,
        challengeId: forms[kind].challengeId,
        code: codes[kind],
      }),
    ),
  );
  expect(results.filter((one) => one.status === "fulfilled" && one.value.ok)).toHaveLength(1);
  expect((await at.factorsOf()).filter((one) => one.endsWith("active"))).toHaveLength(1);
});

test("R18: an administrator of a company that wants apps keeps the app", async () => {
  const at = await ownAccount(db, owner);
  const { olivia } = at.company;
  await owner`update companies set policy = '{"isAppOnlyForAdministrators": true}' where id = ${at.companyId}`;
  await owner`insert into factors (company_id, id, user_id, kind, state, epoch, phone_box, created_at, activated_at)
    values (${at.companyId}, ${`o${at.companyId}`}, ${olivia.userId}, 'sms', 'active', 0, 'box', '2026-01-01', '2026-01-01')`;
  const session = await at.signInAs(olivia);
  const form = await at.form("own_removal", { of: session, target: "totp", secret: olivia.secret });
  const refused = await removeOwnFactor(at.deps, session, { kind: "totp", ...form });
  expect(mustRefuse(refused).code).toBe("app_required");
  expect(await at.factorsOf(olivia.userId)).toEqual(["sms active", "totp active"]);
});
