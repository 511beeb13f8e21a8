import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ownEventText, toldKinds } from "../../src/domain/own-event.ts";
import { testDatabase } from "../helpers/database.ts";
import { forbiddenWords } from "../helpers/refusals.ts";
import { textOf } from "./browser.ts";
import { world } from "./people.ts";

const { db, owner } = await testDatabase();

test("own events are told newest first, by twenties, with their time, and with what to do", async () => {
  const at = await world(db);
  const tab = await at.signedIn(at.petra);
  await owner`insert into audit_events (company_id, seq, at, kind, actor_id, facts, prev_hash, hash)
    select ${at.companyId}, 1000 + n, '2026-11-20T19:40:00Z', 'signed_out', ${at.petra.userId}, '{}', '', ''
    from generate_series(1, 20) n`;
  const front = await tab.get("/account/security");
  expect(textOf(front).match(/You signed out/g)).toHaveLength(5);
  const first = await tab.get("/account/activity");
  expect(textOf(first).match(/You signed out Friday, Nov 20, 2:40 PM Eastern Wasn't you\?/g)).toHaveLength(
    20,
  );
  const older = /\/account\/activity\?before=\d+/.exec(first.html)?.[0] ?? "";
  const last = await tab.get(older);
  expect(textOf(last)).toMatch(/You signed in Friday, .* Eastern · A browser Wasn't you\?/);
  expect(textOf(last)).toContain("You saved your recovery code");
  expect(textOf(last)).toContain("Olivia Reyes invited you");
  expect(textOf(await tab.get("/account/not-you"))).toContain("Sign out all other devices.");
});

test("what somebody else did is told with their name, and what one did to others with theirs", async () => {
  const at = await world(db);
  await at.resetPetra();
  const olivia = await at.signedIn(at.olivia);
  expect(textOf(await olivia.get("/account/activity"))).toContain("You reset Petra Alvarez's MFA");
  await owner`update users set mfa_epoch = 0 where id = ${at.petra.userId}`;
  await owner`update factors set state = 'active' where user_id = ${at.petra.userId}`;
  await owner`update resets set outcome = 'undone' where subject_id = ${at.petra.userId}`;
  const petra = await at.signedIn(at.petra);
  await petra.post("/recovery-code", { saved: "yes" });
  expect(textOf(await petra.get("/account/activity"))).toContain("Olivia Reyes reset your sign-in codes");
});

test("nobody sees another person's events, and a forged place shows nothing else", async () => {
  const at = await world(db);
  const tab = await at.signedIn(at.petra);
  for (const query of [
    "",
    "?before=999999",
    "?before=-1",
    "?before=1",
    "?before=x'",
    "?before=99999999999",
  ]) {
    const page = await tab.get(`/account/activity${query}`);
    expect(page.status).toBe(200);
    expect(textOf(page)).not.toContain("invited Petra");
    expect(textOf(page)).not.toContain("company");
  }
});

test("an event that this page does not know is left out, never shown by its raw name", async () => {
  const at = await world(db);
  await owner`insert into audit_events (company_id, seq, at, kind, actor_id, facts, prev_hash, hash)
    values (${at.companyId}, 9999, now(), 'brand_new_kind', ${at.petra.userId}, '{}', '', '')`;
  const tab = await at.signedIn(at.petra);
  expect((await tab.get("/account/activity")).html).not.toContain("brand_new");
  expect(ownEventText({ ...event, kind: "brand_new_kind" })).toBeUndefined();
});

const event = { kind: "", by: "me", name: "", factor: "", isReplacement: false } as const;

test.each(toldKinds)("%s is a sentence in its reader's words", (kind) => {
  const said = (["me", "other", "nobody"] as const).flatMap((by) =>
    // Somebody else always has a name.
    [...(by === "other" ? [] : [""]), "Petra Alvarez"].flatMap(
      (name) => ownEventText({ ...event, kind, by, name }) ?? [],
    ),
  );
  expect(said.length).toBeGreaterThan(0);
  for (const text of said) {
    expect(text).toMatch(/^[A-Z][^_]*[a-zA-Z]$/);
    expect(text).not.toMatch(forbiddenWords);
  }
});

/** Kinds that concern no account, or say nothing to its owner. */
const untold = new Set([
  ...["workspace_uninstalled", "workspace_token_failed", "gate_refused", "password_accepted"],
  ...["reset_replaced", "invitation_expired", "request_expired", "request_reminded", "request_may_proceed"],
  ...["text_refused", "help_limit"],
]);

test("every kind that a flow writes is told, or is left out on purpose", () => {
  const written = readdirSync("src/flows").flatMap((file) => {
    const text = readFileSync(`src/flows/${file}`, "utf8");
    const calls = text.match(/(?:appendAudit|auditAct)\(tx[^;]{0,300}?\bkind: "[a-z_]+"/g) ?? [];
    return calls.map((call) => /kind: "([a-z_]+)"$/.exec(call)?.[1] ?? "");
  });
  expect(written.length).toBeGreaterThan(50);
  const missing = [...new Set(written)].filter((kind) => !toldKinds.includes(kind) && !untold.has(kind));
  expect(missing).toEqual([]);
});
