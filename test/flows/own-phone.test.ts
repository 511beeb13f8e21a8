import { expect, test } from "vitest";
import { open, seal } from "../../src/crypto/secret-box.ts";
import { beginPhoneChange } from "../../src/flows/begin-phone-change.ts";
import { cancelContactChange } from "../../src/flows/cancel-contact-change.ts";
import { confirmPhoneChange } from "../../src/flows/confirm-phone-change.ts";
import { contactPhonePlace } from "../../src/flows/insert-invited.ts";
import { openResetForm } from "../../src/flows/open-reset-form.ts";
import { resetMfa } from "../../src/flows/reset-mfa.ts";
import { textNewPhoneAgain } from "../../src/flows/text-new-phone-again.ts";
import { inTenant } from "../../src/store/db.ts";
import { payloadPlace } from "../../src/store/outbox.ts";
import { updateUser } from "../../src/store/users.ts";
import { auditKinds } from "../helpers/audit.ts";
import { minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { messageKinds, payloadOf } from "../helpers/outbox.ts";
import { ownAccount } from "../helpers/own-account.ts";
import { must, mustRefuse, samDetails } from "../helpers/people.ts";
import { address, phone, textedCode, withTexts, wrong } from "../helpers/texts.ts";

const { db, owner } = await testDatabase();

const newPhone = "+12125550177";

/** Petra, signed in where texts are offered, with a contact phone or none; and her hands. */
async function petraAt({ onFile = "(212) 555-0144" as string | null } = {}) {
  const account = await ownAccount(db, owner);
  const at = { ...account, deps: withTexts(account.deps) };
  const { deps, companyId, petra, session } = at;
  const place = contactPhonePlace(petra.userId);
  await inTenant(db, companyId, (tx) =>
    updateUser(tx, petra.userId, { contactPhoneBox: onFile && seal(deps.keys, place, onFile) }),
  );
  const number = async () => {
    const [row] = await owner`select contact_phone_box from users where id = ${petra.userId}`;
    return row?.["contact_phone_box"] ? open(deps.keys, place, row["contact_phone_box"]) : null;
  };
  const begin = async (to = newPhone) =>
    beginPhoneChange(deps, session, { ...(await at.form("own_phone")), phone: to, address });
  const code = () => textedCode(deps, companyId);
  const begun = async (to = newPhone) => {
    must(await begin(to));
    return code();
  };
  const confirm = (typed: string) => confirmPhoneChange(deps, session, { code: typed });
  const again = () => textNewPhoneAgain(deps, session, { address });
  const notices = async () => {
    const rows = await owner`select id, payload_box from outbox
      where kind = 'security_text' and recipient_id = ${petra.userId} order by created_at`;
    return rows.map(({ id, payload_box: box }) => JSON.parse(open(deps.keys, payloadPlace(id), box)));
  };
  return { ...at, number, begin, begun, confirm, again, code, notices };
}

const why = { reason: "lost_phone", verifiedHow: "called", attestation: "said", note: null } as const;

test("R51: the contact phone changes by a fresh code and the code that is texted to the new number; then a reset needs an approval", async () => {
  const at = await petraAt();
  await setRoles(at.deps, await at.company.join(samDetails), { isPaymentsAdmin: true });
  const code = await at.begun();
  expect((await payloadOf(at.deps, at.companyId, "sms_code_text"))["phone"]).toBe(newPhone);
  expect(await at.number()).toBe("(212) 555-0144");
  expect(must(await at.confirm(`${code.slice(0, 3)} ${code.slice(3)}`))).toEqual({ replaced: true });
  expect(await at.number()).toBe("+1 212 555 0177");
  const { olivia } = at.company;
  const { card, challengeId } = must(await openResetForm(at.deps, olivia.actor, { email: at.petra.email }));
  expect(card.warnings.map((one) => one.why)).toEqual(["phone_changed"]);
  expect(card.contactPhoneSince).toEqual(at.deps.now());
  const form = { challengeId, code: at.nextCode(olivia.secret), ...why };
  must(await resetMfa(at.deps, olivia.actor, form));
  expect(await at.factorsOf()).toEqual(["totp active"]);
  const kinds = await auditKinds(owner, at.companyId);
  expect(kinds).toEqual(expect.arrayContaining(["own_phone_begun", "code_texted", "own_phone_changed"]));
});

test("R51, R47: the old number hears of it, the new one does not, and every address is told", async () => {
  const at = await petraAt();
  const code = await at.begun();
  expect(await at.notices()).toEqual([]);
  must(await at.confirm(code));
  expect(await at.notices()).toEqual([{ news: "phone_changed", phone }]);
  const mail = await payloadOf(at.deps, at.companyId, "own_account_mail");
  expect(mail).toEqual({ news: "phone_changed", device: "Safari on iPhone" });
});

test("R51: where none is on file a number is added in the same way, and counts as changed lately, too", async () => {
  const at = await petraAt({ onFile: null });
  expect(must(await at.confirm(await at.begun()))).toEqual({ replaced: false });
  expect(await at.number()).toBe("+1 212 555 0177");
  expect((await payloadOf(at.deps, at.companyId, "own_account_mail"))["news"]).toBe("phone_added");
  const { olivia } = at.company;
  const { card } = must(await openResetForm(at.deps, olivia.actor, { email: at.petra.email }));
  expect(card.warnings.map((one) => one.why)).toEqual(["phone_changed"]);
});

test("R37, B12: a stolen session alone begins nothing, and learns no number", async () => {
  const at = await petraAt();
  const tries = async (
    more: { code?: string; phone?: string },
    act: "own_phone" | "own_email" = "own_phone",
  ) =>
    mustRefuse(
      await beginPhoneChange(at.deps, at.session, {
        ...(await at.form(act)),
        ...{ phone: newPhone, address },
        ...more,
      }),
    ).code;
  expect(await tries({ code: "000000" })).toBe("wrong_code");
  expect(await tries({ code: "000000", phone })).toBe("wrong_code");
  expect(await tries({}, "own_email")).toBe("challenge_expired");
  expect(await messageKinds(at.deps, at.companyId)).not.toContain("sms_code_text");
  expect(await tries({ phone })).toBe("own_phone");
  expect(await at.number()).toBe("(212) 555-0144");
});

test("R44: begun before a reset, it is void after it, even for a session that came since", async () => {
  const at = await petraAt();
  const code = await at.begun();
  const { olivia } = at.company;
  const { challengeId } = must(await openResetForm(at.deps, olivia.actor, { email: at.petra.email }));
  must(await resetMfa(at.deps, olivia.actor, { challengeId, code: at.nextCode(olivia.secret), ...why }));
  expect(mustRefuse(await at.confirm(code)).code).toBe("session_over");
  await owner`update sessions set ended_at = null, epoch = 1 where id = ${at.session.id}`;
  expect(mustRefuse(await at.confirm(code)).code).toBe("phone_change_over");
  expect(mustRefuse(await at.again()).code).toBe("phone_change_over");
  expect(await at.number()).toBe("(212) 555-0144");
});

test("R16: a code works once, for ten minutes, for this change alone; the change ends after half an hour", async () => {
  const at = await petraAt();
  const first = await at.begun();
  at.clock.advance(10 * minute);
  expect(mustRefuse(await at.confirm(first)).code).toBe("phone_code_over");
  must(await at.again());
  at.clock.advance(minute);
  const elsewhere = await at.begun("+12125550188");
  must(await at.confirm(elsewhere));
  expect(mustRefuse(await at.confirm(elsewhere)).code).toBe("phone_change_over");
  expect(await at.number()).toBe("+1 212 555 0188");
  at.clock.advance(minute);
  await at.begun();
  at.clock.advance(29 * minute);
  must(await at.again());
  const late = await at.code();
  at.clock.advance(minute);
  expect(mustRefuse(await at.confirm(late)).code).toBe("phone_change_over");
});

test("R14, R17: another text waits its time and voids the one before; cancelled, no code works", async () => {
  const at = await petraAt();
  const first = await at.begun();
  expect(mustRefuse(await at.again())).toMatchObject({ code: "text_too_soon", waitMs: 30_000 });
  at.clock.advance(minute);
  must(await at.again());
  const second = await at.code();
  if (first !== second) expect(mustRefuse(await at.confirm(first)).code).toBe("wrong_code");
  expect(mustRefuse(await at.begin()).code).toBe("text_too_soon");
  must(await cancelContactChange(at.deps, at.session, { kind: "phone" }));
  expect(mustRefuse(await at.confirm(second)).code).toBe("phone_change_over");
  const [left] = await owner`select count(*)::int as count from outbox where company_id = ${at.companyId}
    and kind = 'sms_code_text' and dead_at is null and delivered_at is null`;
  expect(left?.["count"]).toBe(0);
  expect(await auditKinds(owner, at.companyId)).toContain("own_phone_cancelled");
  const { smsCountries: _, ...without } = at.deps;
  const form = await at.form("own_phone");
  const refused = await beginPhoneChange(without, at.session, { ...form, phone: newPhone, address });
  expect(mustRefuse(refused).code).toBe("no_phone_change");
});

test("R12: a burst of wrong codes ends the change at the fifth and counts on the account; the right one then changes nothing", async () => {
  const at = await petraAt();
  const code = await at.begun();
  const burst = await Promise.all(Array.from({ length: 12 }, () => at.confirm(wrong(code))));
  const refusals = burst.map((one) => mustRefuse(one).code).sort();
  expect(refusals.filter((one) => one === "wrong_code")).toHaveLength(4);
  expect(refusals.filter((one) => one === "phone_change_exhausted")).toHaveLength(1);
  expect(refusals.filter((one) => one === "phone_change_over")).toHaveLength(7);
  const [user] = await owner`select code_failures from users where id = ${at.petra.userId}`;
  expect(user?.["code_failures"]).toBe(5);
  expect(mustRefuse(await at.confirm(code)).code).toBe("phone_change_over");
  expect(await at.number()).toBe("(212) 555-0144");
});

test("R12, R14: wrong codes stay counted when another is texted, and while the account's codes are locked none is looked at", async () => {
  const at = await petraAt();
  const first = await at.begun();
  for (const left of [4, 3, 2])
    expect(mustRefuse(await at.confirm(wrong(first)))).toMatchObject({ triesLeft: left });
  at.clock.advance(minute);
  must(await at.again());
  const code = await at.code();
  expect(mustRefuse(await at.confirm(wrong(code)))).toMatchObject({ triesLeft: 1 });
  await owner`update users set code_failures = 9 where id = ${at.petra.userId}`;
  expect(mustRefuse(await at.confirm(wrong(code))).code).toBe("locked");
  const next = await petraAt();
  const right = await next.begun();
  const until = new Date(next.deps.now().getTime() + minute);
  await owner`update users set locked_until = ${until} where id = ${next.petra.userId}`;
  expect(mustRefuse(await next.confirm(right)).code).toBe("locked");
  await owner`update users set locked_until = null, held_until = ${until} where id = ${next.petra.userId}`;
  expect(mustRefuse(await next.confirm(right)).code).toBe("held");
  next.clock.advance(minute);
  must(await next.confirm(right));
});

test("R16: twenty right codes at once change it once, and tell of it once", async () => {
  const at = await petraAt();
  const code = await at.begun();
  const results = await Promise.all(Array.from({ length: 20 }, () => at.confirm(code)));
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await at.notices()).toHaveLength(1);
});

test("R51: five changes of the phone a day are the most that one person begins; the sixth texts nobody and says when", async () => {
  const at = await petraAt();
  const first = new Date(at.deps.now().getTime() + 30_000);
  for (let n = 0; n < 5; n++) {
    await at.begun(`+1212555018${n}`);
    at.clock.advance(5 * minute);
  }
  expect(mustRefuse(await at.begin())).toEqual({
    code: "contact_limit",
    until: new Date(first.getTime() + 24 * 60 * minute),
  });
});
