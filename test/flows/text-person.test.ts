import { expect, test } from "vitest";
import { open, seal } from "../../src/crypto/secret-box.ts";
import type { Deps } from "../../src/deps.ts";
import { noticeCaps } from "../../src/domain/text-news.ts";
import { phonePlace } from "../../src/flows/check-code.ts";
import { contactPhonePlace } from "../../src/flows/insert-invited.ts";
import { signInWithRecoveryCode } from "../../src/flows/sign-in-with-recovery-code.ts";
import { textPerson } from "../../src/flows/text-person.ts";
import { inTenant } from "../../src/store/db.ts";
import { insertFactor } from "../../src/store/factors.ts";
import { payloadPlace } from "../../src/store/outbox.ts";
import { updateUser } from "../../src/store/users.ts";
import { day } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { must, type TestPerson } from "../helpers/people.ts";
import { acmeWithPetra, halfSignedIn, reset } from "../helpers/reset-story.ts";

const { db, owner } = await testDatabase();

/** Petra with a contact phone, where texts are offered. */
async function story({ contact = "(212) 555-0144" } = {}) {
  const all = await acmeWithPetra(db);
  const deps: Deps = { ...all.deps, smsCountries: ["US"] };
  const { petra, companyId } = all;
  await inTenant(db, companyId, (tx) =>
    updateUser(tx, petra.userId, {
      contactPhoneBox: seal(deps.keys, contactPhonePlace(petra.userId), contact),
    }),
  );
  const texts = async (person: TestPerson = petra) => {
    const rows = await owner`select id, payload_box from outbox
      where kind = 'security_text' and recipient_id = ${person.userId}`;
    return rows.map(({ id, payload_box: box }) => JSON.parse(open(deps.keys, payloadPlace(id), box)));
  };
  const tell = (news: "password_changed") =>
    inTenant(db, companyId, (tx) => textPerson(tx, deps, { userId: petra.userId, news }));
  return { ...all, deps, texts, tell };
}

test("R47: the contact phone hears that the recovery code was used; nobody does where texts are not offered", async () => {
  const { deps, petra, texts } = await story();
  const half = await halfSignedIn(deps, petra);
  must(await signInWithRecoveryCode(deps, half.session, { code: petra.recoveryCode }));
  expect(await texts()).toEqual([{ news: "recovery_code_used", phone: "+12125550144" }]);
  const without = await acmeWithPetra(db);
  const other = await halfSignedIn(without.deps, without.petra);
  must(
    await signInWithRecoveryCode(without.deps, other.session, {
      code: without.petra.recoveryCode,
    }),
  );
  expect(await texts(without.petra)).toEqual([]);
});

test("R47: of a reset for a lost phone hears the contact phone only if codes went to another number", async () => {
  const inDoubt = await story();
  await reset(inDoubt.deps, inDoubt.clock, inDoubt.olivia, inDoubt.petra);
  expect(await inDoubt.texts()).toEqual([]);
  const { deps, clock, olivia, petra, texts, companyId } = await story();
  await inTenant(db, companyId, (tx) =>
    insertFactor(tx, {
      ...{ id: "sms", userId: petra.userId, kind: "sms", state: "active", epoch: 0 },
      phoneBox: seal(deps.keys, phonePlace("sms"), "+12125550177"),
      phoneHint: "77",
      createdAt: deps.now(),
    }),
  );
  await reset(deps, clock, olivia, petra, { reason: "stolen" });
  expect(await texts()).toEqual([{ news: "reset", phone: "+12125550144" }]);
});

test.each(["+44 7400 123456", "ask at the office", "212 555"])(
  "R17: a contact phone that is no number of the allowed countries is not texted: %s",
  async (contact) => {
    const { tell, texts } = await story({ contact });
    await tell("password_changed");
    expect(await texts()).toEqual([]);
  },
);

test("R17: nobody floods a phone: a person's day has its cap", async () => {
  const { tell, texts, clock } = await story();
  for (let i = 0; i < noticeCaps.person + 3; i++) await tell("password_changed");
  expect(await texts()).toHaveLength(noticeCaps.person);
  clock.advance(day);
  await tell("password_changed");
  expect(await texts()).toHaveLength(noticeCaps.person + 1);
});
