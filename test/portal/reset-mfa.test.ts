import { beforeEach, describe, expect, test } from "vitest";
import { mfaState } from "../helpers/audit.ts";
import { minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { messageKinds } from "../helpers/outbox.ts";
import { formOf, textOf } from "./browser.ts";
import { challengeOn, office, problemOn, typedOn } from "./office.ts";

const database = await testDatabase();
const { owner } = database;
const at = await office(database);
beforeEach(at.anew);

const who = "/account/reset-mfa";
const of = (userId: string) => `${who}/${userId}`;
const petra = of(at.petra.userId);
const why = { kind: "reset", asks: "no", reason: "lost_phone", verified_how: "called", note: "Ticket 8841" };
const resetPetra = (more: Record<string, string> = {}) =>
  at.fillIn(at.tabs.olivia, at.olivia, { path: petra, ...why, ...more });
const resets = async () =>
  owner`select attestation, outcome, note from resets where company_id = ${at.companyId}`;

describe("who", () => {
  test("Account leads there: Reset MFA for a Payments Admin, asking for everybody else of the team", async () => {
    expect(textOf(await at.tabs.olivia.get("/account/security"))).toContain("Reset MFA");
    expect(textOf(await at.tabs.sam.get("/account/security"))).toContain("Ask for an MFA reset");
    expect((await at.tabs.petra.get("/account/security")).html).not.toContain(who);
  });

  test.each([
    ["", "Type the person's email address."],
    [
      "petra@alvarezdrywal.example",
      "No one at your company signs in with this address. Did you mean petra@alvarezdrywall.example?",
    ],
    ["olivia@acmebuilders.example", "That's you. Ask another Payments Admin."],
  ])("%j is answered at the field, and stands there still", async (email, text) => {
    const page = await at.tabs.olivia.post(who, { email });
    expect([page.status, problemOn(page, "email")]).toEqual([422, expect.stringContaining(text)]);
    expect(typedOn(page)["email"] ?? "").toBe(email);
  });

  test("R32: a payee is told the same of known, unknown and nobody, before and after typing", async () => {
    const answers = await Promise.all([
      at.tabs.petra.post(who, { email: at.sam.email }),
      at.tabs.petra.post(who, { email: "nobody@acmebuilders.example" }),
      at.tabs.petra.post(who, {}),
      at.tabs.petra.get(of(at.sam.userId)),
      at.tabs.petra.get(of("0000000000000000")),
      at.tabs.petra.get(`${of(at.sam.userId)}/unlock`),
    ]);
    expect(new Set(answers.map((page) => `${page.status} ${textOf(page)}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(403);
  });
});

describe("a direct reset", () => {
  test("R38 R43: who, why, how verified and the own code; then what to tell the person, Undo and a new code", async () => {
    const form = await at.tabs.olivia.post(who, { email: " Petra@AlvarezDrywall.example " });
    expect(form.path).toBe(petra);
    for (const text of ["Alvarez Drywall, payee", "+1 555 010 3344", "Petra has a recovery code."])
      expect(textOf(form)).toContain(text);
    const done = await resetPetra();
    expect(done.path).toMatch(/^\/payments\/approvals\//);
    expect(textOf(done)).toContain("Petra's MFA is reset.");
    expect(textOf(done)).toContain("Tell Petra:");
    const [row] = await resets();
    expect(row?.["attestation"]).toBe(
      "I called them (At a number we already had, not one they gave me). By choosing Reset MFA you confirm that you verified this person. Your name is recorded.",
    );
    expect(await messageKinds(at.deps, at.companyId)).toContain("setup_code_mail");
    const undone = await at.fillIn(at.tabs.olivia, at.olivia, { path: `${done.path}/undo` });
    expect(textOf(undone)).toContain("The reset of Petra Alvarez is undone.");
    expect((await resets())[0]?.["outcome"]).toBe("undone");
  });

  test.each([
    ["no reason", { reason: "" }, "reason", "Choose why."],
    ["no verification", { verified_how: "" }, "verified_how", "Choose how you made sure."],
    ["no code", { code: "" }, "code", "Type your 6-digit code."],
    ["a wrong code", { code: "000000" }, "code", "That code isn't right. 4 tries left."],
    ["a made-up reason", { reason: "because" }, "reason", "Choose why."],
  ])("R38: %s is said at its field; nothing typed is lost, nothing changed", async (_, more, field, text) => {
    const before = await mfaState(owner, at.petra.userId);
    const page = await resetPetra(more);
    expect([page.status, problemOn(page, field)]).toEqual([422, text]);
    expect(typedOn(page)["note"]).toBe("Ticket 8841");
    if (field !== "reason") expect(typedOn(page)["reason"]).toBe("lost_phone");
    if (field !== "verified_how") expect(typedOn(page)["verified_how"]).toBe("called");
    expect(await mfaState(owner, at.petra.userId)).toBe(before);
  });

  test("R35 B13: a member, a System Administrator and oneself reset nobody, with whatever form", async () => {
    const challenge = challengeOn(await at.tabs.olivia.get(petra));
    for (const by of ["sam", "marcus", "nora"] as const) {
      const page = await at.tabs[by].post(petra, { ...why, challenge, code: at.nextCode(at[by].secret) });
      expect(page.status).not.toBe(200);
    }
    expect((await at.tabs.olivia.get(of(at.olivia.userId))).status).toBe(422);
    expect(await resets()).toHaveLength(0);
  });

  test("A12: sent three times at once and again, it is one reset; then the page offers a new code", async () => {
    const challenge = challengeOn(await at.tabs.olivia.get(petra));
    const sent = formOf({ ...why, challenge, code: at.nextCode(at.olivia.secret) });
    const answers = await Promise.all([1, 2, 3].map(() => at.tabs.olivia.raw(petra, sent)));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    await at.tabs.olivia.post(petra, { ...why, challenge, code: at.nextCode(at.olivia.secret) });
    expect(await resets()).toHaveLength(1);
    const renewal = await at.tabs.olivia.get(petra);
    expect(textOf(renewal)).toContain("Petra's MFA was reset already:");
    const renewed = await at.fillIn(at.tabs.olivia, at.olivia, { path: petra, kind: "renew" });
    expect(textOf(renewed)).toContain("Petra gets a new setup code.");
    const anew = await at.tabs.olivia.post(`${petra}/anew`, {
      challenge: challengeOn(await at.tabs.olivia.get(petra)),
    });
    expect(textOf(anew)).toContain("Confirm MFA reset");
    const again = { ...why, reason: "stolen", challenge: challengeOn(anew) };
    const slip = await at.tabs.olivia.post(petra, { ...again, code: "000000" });
    expect([problemOn(slip, "code"), typedOn(slip)["reason"]]).toEqual([
      "That code isn't right. 4 tries left.",
      "stolen",
    ]);
    const done = await at.tabs.olivia.post(petra, {
      ...again,
      challenge: challengeOn(slip),
      code: at.nextCode(at.olivia.secret),
    });
    expect(textOf(done)).toContain("Petra's MFA is reset.");
    expect(await resets()).toHaveLength(2);
  });

  test("a form that stood open too long is renewed with what was chosen", async () => {
    const challenge = challengeOn(await at.tabs.olivia.get(petra));
    at.clock.advance(11 * minute);
    const late = await at.tabs.olivia.post(petra, { ...why, challenge, code: at.nextCode(at.olivia.secret) });
    expect([late.status, textOf(late)]).toEqual([
      422,
      expect.stringContaining("so it was renewed. Nothing was changed."),
    ]);
    expect(typedOn(late)).toMatchObject({
      reason: "lost_phone",
      verified_how: "called",
      note: "Ticket 8841",
    });
    expect(challengeOn(late)).not.toBe(challenge);
  });

  test("R36: an administrator's reset waits for somebody else, and says who and why", async () => {
    const path = of(at.marcus.userId);
    await setRoles(at.deps, at.nora, { isSystemAdministrator: true });
    expect(textOf(await at.tabs.olivia.get(path))).toContain(
      "Nora must agree first, because Marcus is an administrator.",
    );
    const done = await at.fillIn(at.tabs.olivia, at.olivia, { path, ...why, asks: "yes" });
    expect(textOf(done)).toContain("Olivia Reyes asks to reset MFA for Marcus Bell");
    expect(await resets()).toHaveLength(0);
    const door = await at.tabs.nora.get(path);
    expect(textOf(door)).toContain("Review and approve");
  });
});

describe("asking, locking", () => {
  test("support asks without a code, a Payments Admin decides; the second who comes finds the door", async () => {
    const page = await at.fillIn(at.tabs.sam, at.sam, { path: petra, ...why, kind: "ask" });
    expect(textOf(page)).toContain("Asked Olivia");
    expect(textOf(page)).toContain("A colleague is checking this.");
    const [row] = await owner`select details from requests where company_id = ${at.companyId}`;
    expect(row?.["details"]["attestation"]).toContain("By choosing Ask for reset you confirm");
    expect(textOf(await at.tabs.nora.get(petra))).toContain("Follow request");
    expect(textOf(await at.tabs.nora.get(page.path ?? ""))).toContain("It waits for a decision.");
    const approved = await at.fillIn(at.tabs.olivia, at.olivia, { path: `${page.path}/approve` });
    expect(textOf(approved)).toContain("Reset, waiting for Petra");
  });

  test("Lock now keeps what was typed, signs the person out, and is ended with a Payments Admin's own code", async () => {
    const form = await at.tabs.sam.get(petra);
    const typed = { ...why, kind: "ask", challenge: challengeOn(form) };
    const locked = await at.tabs.sam.post(`${petra}/lock`, typed);
    expect([locked.status, textOf(locked)]).toEqual([
      200,
      expect.stringContaining("Petra is signed out everywhere. Now send this form."),
    ]);
    expect(typedOn(locked)).toMatchObject({
      reason: "lost_phone",
      verified_how: "called",
      note: "Ticket 8841",
    });
    expect((await at.tabs.petra.get("/account/security")).path).toBe("/sign-in?ended");
    expect((await at.tabs.sam.get(`${petra}/unlock`)).status).toBe(403);
    const wrong = await at.fillIn(at.tabs.olivia, at.olivia, { path: `${petra}/unlock`, code: "000000" });
    expect(problemOn(wrong, "code")).toBe("That code isn't right. 4 tries left.");
    const done = await at.fillIn(at.tabs.olivia, at.olivia, { path: `${petra}/unlock` });
    expect([done.path, textOf(done)]).toEqual([petra, expect.stringContaining("Petra is unlocked")]);
    const [row] = await owner`select held_until from users where id = ${at.petra.userId}`;
    expect(row?.["held_until"]).toBeNull();
  });
});
