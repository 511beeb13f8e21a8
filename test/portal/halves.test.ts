import { expect, test } from "vitest";
import { testDatabase } from "../helpers/database.ts";
import { newPassword } from "../helpers/halves-story.ts";
import { reset } from "../helpers/reset-story.ts";
import { textOf } from "./browser.ts";
import { halvesWorld } from "./halves.ts";
import { recoveryCodeOn, secretOn, world } from "./people.ts";

const { db, owner } = await testDatabase();

/** The half as it stands on the page that shows it. */
const halfOn = ({ html }: { html: string }) => /<p class="big-code">([0-9A-Z]{5})<\/p>/.exec(html)?.[1] ?? "";

test("R45: the whole way: the half is read out of the portal, both open a new password, a new phone and a recovery code", async () => {
  const at = await halvesWorld(db);
  const sam = await at.signedIn(at.sam);
  const before = await sam.get(at.half);
  expect(textOf(before)).toContain("Read Petra the second half");
  expect(halfOn(before)).toBe("");
  const shown = await sam.post(at.half);
  const half = halfOn(shown);
  expect(half).toHaveLength(5);
  expect(shown.headers.get("Cache-Control")).toBe("no-store");
  expect(textOf(shown)).toContain("Only by voice.");
  const tab = at.newBrowser();
  const form = await tab.get(`/sign-in/setup-code?company=${at.slug}`);
  expect(textOf(form)).toContain("Type both halves of your code");
  const typed = { company: at.slug, email: at.petra.email, code: `${at.mailed} ${half}` };
  const password = await tab.post("/sign-in/setup-code", typed);
  expect([password.path, password.html.includes(at.petra.email)]).toEqual(["/sign-in/new-password", true]);
  expect((await tab.post("/sign-in/new-password", { password: "petra alvarez 22" })).status).toBe(422);
  await tab.post("/sign-in/new-password", { password: newPassword });
  const setUp = await tab.get("/enrol/app");
  const recovery = await tab.post("/enrol/app", { code: at.nextCode(secretOn(setUp)) });
  expect(recoveryCodeOn(recovery)).toHaveLength(30);
  expect((await tab.post("/recovery-code", { saved: "yes" })).path).toBe("/account/security");
  const again = at.newBrowser();
  expect((await again.post("/sign-in", at.fields(at.petra))).status).toBe(422);
  const signedIn = await again.post("/sign-in", { ...at.fields(at.petra), password: newPassword });
  expect(signedIn.path).toBe("/sign-in/verify");
  for (const secret of [half, at.mailed, newPassword]) expect(at.logLines.join("")).not.toContain(secret);
});

test("the half is shown once: another look says when, and what to do if it was lost", async () => {
  const at = await halvesWorld(db);
  const sam = await at.signedIn(at.sam);
  expect(halfOn(await sam.post(at.half))).toHaveLength(5);
  for (const again of [await sam.post(at.half), await sam.get(at.half)]) {
    expect([again.status, halfOn(again)]).toEqual([410, ""]);
    expect(textOf(again)).toContain("This half was shown already");
    expect(textOf(again)).toContain("choose Send new code");
  }
});

test("A08: the address of somebody else's half is as unknown as one that nobody has", async () => {
  const at = await halvesWorld(db);
  const other = await halvesWorld(db);
  const olivia = await at.signedIn(at.olivia);
  const paths = [
    at.half,
    other.half,
    "/payments/resets/0123456789abcdef/half",
    "/payments/resets/'%20or%201/half",
  ];
  const answers = [];
  for (const path of paths) {
    for (const page of [await olivia.raw(path), await olivia.post(path)])
      answers.push([page.status, textOf(page)]);
  }
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(answers[0]?.[0]).toBe(404);
  const [row] = await owner`select half_shown_at from resets where company_id = ${other.companyId}`;
  expect(row?.["half_shown_at"]).toBeNull();
});

test("whoever is not signed in comes back to the half after signing in", async () => {
  const at = await halvesWorld(db);
  const tab = at.newBrowser();
  expect((await tab.get(at.half)).path).toBe("/sign-in");
  await tab.post("/sign-in", at.fields(at.sam));
  const page = await tab.post("/sign-in/verify", { code: at.nextCode(at.sam.secret) });
  expect(page.path).toBe(at.half);
});

test("R04 R32: a wrong half, an ordinary reset and nobody at all read the same, and neither field is marked", async () => {
  const at = await halvesWorld(db);
  const plain = await world(db);
  const { setupCode } = await reset(plain.deps, plain.clock, plain.olivia, plain.petra);
  const tries = [
    { company: at.slug, email: at.petra.email, code: at.mailed },
    { company: at.slug, email: at.olivia.email, code: "AAAAA-AAAAA" },
    { company: at.slug, email: "nobody@nowhere.example", code: "AAAAA-AAAAA" },
    { company: plain.slug, email: plain.petra.email, code: setupCode },
  ];
  const pages = [];
  for (const fields of tries) pages.push(await at.newBrowser().post("/sign-in/setup-code", fields));
  const texts = pages.map((page) => [page.status, /role="alert"[\s\S]*?<\/ul>/.exec(page.html)?.[0]]);
  for (const text of texts) expect(text).toEqual(texts[0]);
  expect(texts[0]?.[0]).toBe(422);
  for (const page of pages) expect(page.html).not.toContain('aria-invalid="true"');
});

test("what is missing is said at its field; the email stays, the code does not", async () => {
  const at = await halvesWorld(db);
  const page = await at.newBrowser().post("/sign-in/setup-code", { company: at.slug, email: "p@x.example" });
  expect([page.status, textOf(page).includes("Enter both halves of the setup code.")]).toEqual([422, true]);
  expect(page.html).toContain('value="p@x.example"');
});

test("somebody else's session in this browser is not mixed with it", async () => {
  const at = await halvesWorld(db);
  const tab = await at.signedIn(at.olivia);
  const page = await tab.get(`/sign-in/setup-code?company=${at.slug}`);
  expect(textOf(page)).toContain("You're signed in as Olivia");
  expect((await tab.post("/sign-in/setup-code", await at.typed())).path).toBe("/sign-in/new-password");
  const [row] = await owner`
    select count(*)::int as live from sessions where user_id = ${at.olivia.userId} and ended_at is null`;
  expect(row?.["live"]).toBeLessThanOrEqual(1);
});

test("whoever knows the password after all is told where the other half comes from, and cannot have half a code sent", async () => {
  const at = await halvesWorld(db);
  const tab = await at.withPassword(at.petra);
  const page = await tab.get("/sign-in/setup-code");
  expect(textOf(page)).toContain("Sam Okafor reads you the other half");
  expect(page.html).not.toContain("/sign-in/setup-code/again");
  expect((await tab.post("/sign-in/setup-code", await at.typed())).path).toBe("/enrol/app");
});
