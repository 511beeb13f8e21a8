import { expect, test } from "vitest";
import { beginEmailChange } from "../../src/flows/begin-email-change.ts";
import { cancelContactChange } from "../../src/flows/cancel-contact-change.ts";
import { confirmEmailChange } from "../../src/flows/confirm-email-change.ts";
import type { Session } from "../../src/flows/find-session.ts";
import { openResetForm } from "../../src/flows/open-reset-form.ts";
import { resetMfa } from "../../src/flows/reset-mfa.ts";
import { stopEmailChange, viewStopEmail } from "../../src/flows/stop-email-change.ts";
import { viewEmailLink } from "../../src/flows/view-email-link.ts";
import { auditKinds } from "../helpers/audit.ts";
import { hour } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { messageKinds, payloadOf } from "../helpers/outbox.ts";
import { ownAccount } from "../helpers/own-account.ts";
import { must, mustRefuse, samDetails } from "../helpers/people.ts";
import { givePhone, withTexts } from "../helpers/texts.ts";

const { db, owner } = await testDatabase();

const newEmail = "petra@newmail.example";

type At = Awaited<ReturnType<typeof ownAccount>>;

const emailOf = async (userId: string) =>
  (await owner`select email from users where id = ${userId}`)[0]?.["email"];

async function begin(at: At, email = newEmail, of: Session = at.session, secret = at.petra.secret) {
  const form = await at.form("own_email", { of, secret });
  return beginEmailChange(at.deps, of, { ...form, email });
}

/** Begun; with the link that went to the new address, and the one that went to the old. */
async function begun(at: At) {
  must(await begin(at));
  const { token = "" } = await payloadOf(at.deps, at.companyId, "email_confirm_mail");
  const { stopToken = "" } = await payloadOf(at.deps, at.companyId, "own_account_mail");
  return { token, stopToken };
}

test("R51: the address changes by a fresh code and the link from the new mailbox, opened by the owner", async () => {
  const at = await ownAccount(db, owner);
  const { token } = await begun(at);
  expect(await emailOf(at.petra.userId)).toBe(at.petra.email);
  expect(must(await viewEmailLink(at.deps, at.session, token))).toMatchObject({ email: newEmail });
  const other = await at.signInAs(at.petra);
  expect(must(await confirmEmailChange(at.deps, at.session, token))).toEqual({ email: newEmail });
  expect(await emailOf(at.petra.userId)).toBe(newEmail);
  expect(await at.isLive(other)).toBe(false);
  const card = must(await openResetForm(at.deps, at.company.olivia.actor, { email: newEmail }));
  expect(card.card.warnings.map(({ why }) => why)).toContain("email_changed");
  expect(mustRefuse(await confirmEmailChange(at.deps, at.session, token)).code).toBe("email_link_over");
});

test("R51: the old address hears of it at once, and both hear of it afterwards", async () => {
  const at = await ownAccount(db, owner);
  const { token } = await begun(at);
  expect(await payloadOf(at.deps, at.companyId, "own_account_mail")).toMatchObject({
    news: "email_begun",
    newEmail: "p•••@newmail.example",
  });
  const deps = withTexts(at.deps);
  await givePhone(deps, { companyId: at.companyId, userId: at.petra.userId });
  must(await confirmEmailChange(deps, at.session, token));
  expect(await payloadOf(deps, at.companyId, "security_text")).toMatchObject({ news: "email_changed" });
  const kinds = await messageKinds(at.deps, at.companyId);
  expect(kinds.filter((kind) => kind === "own_account_mail")).toHaveLength(3);
});

test("R51: the new mailbox alone confirms nothing: somebody else's session cannot use the link", async () => {
  const at = await ownAccount(db, owner);
  const { token } = await begun(at);
  const olivia = await at.signInAs(at.company.olivia);
  expect(must(await viewEmailLink(at.deps, olivia, token))).toEqual({ isOthers: true });
  expect(mustRefuse(await confirmEmailChange(at.deps, olivia, token)).code).toBe("email_link_unknown");
  expect(await emailOf(at.petra.userId)).toBe(at.petra.email);
});

test("B12: a stolen session alone begins nothing", async () => {
  const at = await ownAccount(db, owner);
  const form = await at.form("own_email");
  const guessed = await beginEmailChange(at.deps, at.session, { ...form, code: "000000", email: newEmail });
  expect(mustRefuse(guessed).code).toBe("wrong_code");
  const other = await at.form("own_password");
  expect(mustRefuse(await beginEmailChange(at.deps, at.session, { ...other, email: newEmail })).code).toBe(
    "challenge_expired",
  );
  expect(await messageKinds(at.deps, at.companyId)).not.toContain("email_confirm_mail");
});

test("R51: the link in the old mailbox stops it and signs everybody out; it can do no more", async () => {
  const at = await ownAccount(db, owner);
  const { token, stopToken } = await begun(at);
  expect(mustRefuse(await confirmEmailChange(at.deps, at.session, stopToken)).code).toBe(
    "email_link_unknown",
  );
  expect(mustRefuse(await viewStopEmail(at.deps, token)).code).toBe("email_link_unknown");
  must(await viewStopEmail(at.deps, stopToken));
  expect(await at.isLive(at.session)).toBe(true);
  must(await stopEmailChange(at.deps, stopToken));
  expect(await at.isLive(at.session)).toBe(false);
  const again = await at.signInAs(at.petra);
  expect(mustRefuse(await confirmEmailChange(at.deps, again, token)).code).toBe("email_link_over");
  expect(mustRefuse(await stopEmailChange(at.deps, stopToken)).code).toBe("email_link_over");
});

test("R44: begun before a reset, it is void after it", async () => {
  const at = await ownAccount(db, owner);
  const { token, stopToken } = await begun(at);
  const card = must(await openResetForm(at.deps, at.company.olivia.actor, { email: at.petra.email }));
  const why = { reason: "lost_phone", verifiedHow: "called", attestation: "said", note: null } as const;
  const code = at.nextCode(at.company.olivia.secret);
  must(await resetMfa(at.deps, at.company.olivia.actor, { challengeId: card.challengeId, code, ...why }));
  expect(mustRefuse(await confirmEmailChange(at.deps, at.session, token)).code).toBe("session_over");
  expect(mustRefuse(await viewStopEmail(at.deps, stopToken)).code).toBe("email_link_over");
});

test("one change waits at a time: the newest link counts; a day later, or cancelled, none does", async () => {
  const at = await ownAccount(db, owner);
  const { token: first } = await begun(at);
  const { token: second } = await begun(at);
  expect(mustRefuse(await confirmEmailChange(at.deps, at.session, first)).code).toBe("email_link_over");
  must(await cancelContactChange(at.deps, at.session, { kind: "email" }));
  expect(mustRefuse(await confirmEmailChange(at.deps, at.session, second)).code).toBe("email_link_over");
  const { token: third } = await begun(at);
  at.clock.advance(24 * hour);
  const later = await at.signInAs(at.petra);
  expect(mustRefuse(await confirmEmailChange(at.deps, later, third)).code).toBe("email_link_over");
  expect(await emailOf(at.petra.userId)).toBe(at.petra.email);
});

test("R32: a payee is not told that an address is somebody's; it is refused only to who reads that mailbox", async () => {
  const at = await ownAccount(db, owner);
  must(await begin(at, at.company.olivia.email));
  const { token = "" } = await payloadOf(at.deps, at.companyId, "email_confirm_mail");
  expect(mustRefuse(await confirmEmailChange(at.deps, at.session, token)).code).toBe("email_taken");
});

test("R31: an employee's new address must be in one of the company's domains, and free, at both steps", async () => {
  const at = await ownAccount(db, owner);
  const sam = await at.company.join(samDetails);
  const session = await at.signInAs(sam);
  await owner`update companies set email_domains = '["acmebuilders.example"]' where id = ${at.companyId}`;
  const tried = (email: string) => begin(at, email, session, sam.secret);
  expect(mustRefuse(await tried("sam@evil.example")).code).toBe("email_domain");
  expect(mustRefuse(await tried(at.company.olivia.email)).code).toBe("email_taken");
  expect(mustRefuse(await tried(" SAM@acmebuilders.example ")).code).toBe("own_email");
  must(await tried("sam.okafor@acmebuilders.example"));
  const { token = "" } = await payloadOf(at.deps, at.companyId, "email_confirm_mail");
  await owner`update companies set email_domains = '["acme.example"]' where id = ${at.companyId}`;
  expect(mustRefuse(await confirmEmailChange(at.deps, session, token)).code).toBe("email_domain");
});

test("R51 R56: five changes a day are the most that one person begins, cancelled ones too; the sixth mails nobody and says when", async () => {
  const at = await ownAccount(db, owner);
  const until = new Date(at.deps.now().getTime() + 24 * hour + 30_000);
  for (let n = 0; n < 5; n++) must(await begin(at, `stranger${n}@elsewhere.example`));
  must(await cancelContactChange(at.deps, at.session, { kind: "email" }));
  const mails = async () =>
    (await messageKinds(at.deps, at.companyId)).filter((kind) => kind === "email_confirm_mail").length;
  const before = await mails();
  expect(mustRefuse(await begin(at))).toEqual({ code: "contact_limit", until });
  expect(await mails()).toBe(before);
  expect(await auditKinds(owner, at.companyId)).toContain("act_refused");
  at.clock.advance(24 * hour);
  must(await begin(at, newEmail, await at.signInAs(at.petra)));
});
