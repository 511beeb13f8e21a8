import { expect, test } from "vitest";
import { open } from "../../src/crypto/secret-box.ts";
import type { Deps } from "../../src/deps.ts";
import { runTimers } from "../../src/flows/run-timers.ts";
import { stopReset } from "../../src/flows/stop-reset.ts";
import { tellPerson } from "../../src/flows/tell-person.ts";
import { inTenant } from "../../src/store/db.ts";
import { payloadPlace } from "../../src/store/outbox.ts";
import { contactChanges } from "../../src/store/schema/account.ts";
import { updateUser } from "../../src/store/users.ts";
import { day, hour } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { manager } from "../helpers/manage.ts";
import { must, type TestPerson } from "../helpers/people.ts";
import { acmeWithPetra, reset } from "../helpers/reset-story.ts";

const { db, owner } = await testDatabase();

const oldEmail = "petra@alvarezdrywall.example";
const newEmail = "petra@newdrywall.example";

/** Every mail to a person: its kind, and the address when it is not the one to sign in with. */
async function mailsTo(deps: Deps, { userId }: TestPerson) {
  const rows = await owner`select id, kind, payload_box from outbox
    where recipient_id = ${userId} and kind like '%_mail' order by created_at, kind`;
  return rows.map(({ id, kind, payload_box: box }) => {
    const payload = box ? JSON.parse(open(deps.keys, payloadPlace(id), box)) : {};
    return { kind, to: payload.to, payload };
  });
}

const briefly = (mails: { kind: string; to?: string }[]) =>
  mails.map(({ kind, to }) => (to ? `${kind} to ${to}` : kind));

/** Petra's email was corrected by Olivia, and a day is over. */
async function corrected() {
  const all = await acmeWithPetra(db);
  const { deps, clock, olivia, petra } = all;
  must(await manager(deps, clock).correct(olivia, petra.userId, newEmail));
  clock.advance(day + hour);
  await runTimers(deps);
  await owner`delete from outbox where company_id = ${all.companyId}`;
  return { ...all, petra: { ...petra, email: newEmail } };
}

test("R47: of a reset hears the address, too, that was replaced in the last 7 days, with a link to stop it and without the code", async () => {
  const { deps, clock, olivia, petra } = await corrected();
  await reset(deps, clock, olivia, petra);
  const mails = await mailsTo(deps, petra);
  expect(briefly(mails).sort()).toEqual([`reset_elsewhere_mail to ${oldEmail}`, "setup_code_mail"]);
  const elsewhere = mails.find(({ to }) => to === oldEmail)?.payload;
  expect(Object.keys(elsewhere).sort()).toEqual(["stopToken", "to"]);
  must(await stopReset(deps, { token: elsewhere.stopToken }));
  const after = briefly(await mailsTo(deps, petra));
  expect(after).toContain("reset_stopped_mail");
  expect(after).toContain(`reset_stopped_mail to ${oldEmail}`);
});

test("after 7 days the address of before is told nothing more", async () => {
  const { deps, clock, olivia, petra } = await corrected();
  clock.advance(7 * day);
  await reset(deps, clock, olivia, petra);
  expect(briefly(await mailsTo(deps, petra))).toEqual(["setup_code_mail"]);
});

test("R51: an address that the person replaced hears what happens next; each mail has a link of its own", async () => {
  const { deps, petra, companyId } = await acmeWithPetra(db);
  const links = ["first", "second"];
  await inTenant(db, companyId, async (tx) => {
    const doneAt = deps.now();
    const times = { createdAt: doneAt, expiresAt: doneAt, doneAt };
    const change = { id: "change", userId: petra.userId, kind: "email", email: newEmail, epoch: 0 } as const;
    await tx.insert(contactChanges).values({ ...change, ...times, formerEmail: oldEmail });
    await updateUser(tx, petra.userId, { email: newEmail, emailChangedAt: doneAt });
    await owner`delete from outbox where company_id = ${companyId}`;
    await tellPerson(tx, deps, {
      userId: petra.userId,
      refId: petra.userId,
      mail: "recovery_code_used_mail",
      payload: async () => ({ link: links.shift() ?? "" }),
    });
  });
  const sent = (await mailsTo(deps, petra)).map(({ to, payload }) => `${payload.link} ${to ?? "sign-in"}`);
  expect(sent.sort()).toEqual(["first sign-in", `second ${oldEmail}`]);
});
