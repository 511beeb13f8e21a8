import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderMessage } from "../../src/delivery/messages/render.ts";
import type { Rendered } from "../../src/delivery/rendered.ts";
import { asWorker, type Db, inTenant, type Tx } from "../../src/store/db.ts";
import { insertInvitation } from "../../src/store/invitations.ts";
import { claimDue, insertOutbox, type OutboxKind, outboxKinds } from "../../src/store/outbox.ts";
import { type Reset, updateReset } from "../../src/store/resets.ts";
import { linkAttempts } from "../../src/store/schema/slack.ts";
import { saveSlackPerson, suspendLink } from "../../src/store/slack-links.ts";
import { updateUser } from "../../src/store/users.ts";
import { day, hour, minute, testClock } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { testDeps } from "../helpers/deps.ts";
import { type SeedOptions, seedCompany } from "./company.ts";
import { publicUrl, setupCode, stopToken } from "./setup.ts";

const { db, owner } = await testDatabase();

const insertAttempt = (tx: Tx, numberExpiresAt: Date) =>
  tx.insert(linkAttempts).values({ ...attempt, userId: "marcus", numberExpiresAt });

const resetId = "reset000000000000";
const now = testClock().now();
const before = (ms: number) => new Date(now.getTime() - ms);
const after = (ms: number) => new Date(now.getTime() + ms);

type Case = {
  ref: string;
  to: string;
  payload?: (companyId: string) => Record<string, string>;
  /** What must be true for the message to go out. */
  given?: (tx: Tx) => Promise<unknown>;
  /** What makes it untrue. */
  unless?: (tx: Tx) => Promise<unknown>;
};

const change = (changes: Partial<Reset>) => (tx: Tx) =>
  updateReset(tx, { id: resetId, outcome: "open" }, changes);
const ended = (outcome: Reset["outcome"]) => change({ outcome, outcomeAt: before(minute) });
const stop = (companyId: string) => ({ stopToken: stopToken(companyId) });
const invitation = { id: "invitation", userId: "nora", invitedBy: "olivia", tokenHash: "h", sentAt: now };
const invite = (more: { acceptedAt?: Date; voidedAt?: Date }) => (tx: Tx) =>
  insertInvitation(tx, { ...invitation, expiresAt: after(14 * day), ...more });
const unlink = () => owner`update links set state = 'removed'`;
const attempt = {
  id: "attempt",
  workspaceId: "T0ACME",
  slackUserId: "U0MARCUS",
  tokenHash: "h",
  createdAt: now,
  expiresAt: after(15 * minute),
};

const cases: Record<OutboxKind, Case> = {
  invitation_mail: {
    ref: "invitation",
    to: "nora",
    payload: (companyId) => ({ token: `${companyId}.${"i".repeat(43)}` }),
    given: invite({}),
    unless: invite({ voidedAt: now }),
  },
  setup_code_mail: {
    ref: resetId,
    to: "petra",
    payload: (companyId) => ({ code: setupCode, ...stop(companyId) }),
    unless: ended("stopped"),
  },
  reset_completed_mail: { ref: resetId, to: "petra", payload: stop, given: ended("completed") },
  reset_stopped_mail: { ref: resetId, to: "petra", given: ended("stopped") },
  reset_stopped_alert_mail: { ref: resetId, to: "marcus", given: ended("stopped") },
  link_done_mail: {
    ref: "link000000000000",
    to: "olivia",
    given: (tx) =>
      saveSlackPerson(tx, {
        workspaceId: "T0ACME",
        slackUserId: "U0OLIVIA",
        teamId: "T0ACME",
        name: "olivia.r",
        isDeleted: false,
        isBot: false,
        isGuest: false,
        fetchedAt: now,
      }),
    unless: unlink,
  },
  link_suspended_mail: {
    ref: "link000000000000",
    to: "olivia",
    given: (tx) => suspendLink(tx, "link000000000000"),
    unless: unlink,
  },
  recovery_code_used_mail: { ref: "petra", to: "petra" },
  account_locked_mail: {
    ref: "petra",
    to: "petra",
    given: (tx) => updateUser(tx, "petra", { lockedUntil: after(30 * minute) }),
    unless: async () => {},
  },
  reset_completed_dm: { ref: resetId, to: "olivia", given: ended("completed"), unless: ended("stopped") },
  reset_stopped_dm: { ref: resetId, to: "olivia", given: ended("stopped") },
  reset_lapsed_dm: { ref: resetId, to: "olivia", given: ended("lapsed") },
  reset_mail_refused_dm: {
    ref: resetId,
    to: "olivia",
    given: change({ mailRefusedAt: before(minute) }),
    unless: ended("completed"),
  },
  new_code_asked_dm: {
    ref: resetId,
    to: "olivia",
    given: change({ renewalAskedAt: now, codeSentAt: before(hour) }),
    unless: change({ renewalAskedAt: before(hour), codeSentAt: now }),
  },
  invitation_accepted_dm: { ref: "invitation", to: "olivia", given: invite({ acceptedAt: now }) },
  link_number_dm: {
    ref: "attempt",
    to: "marcus",
    given: (tx) => insertAttempt(tx, after(5 * minute)),
    unless: (tx) => insertAttempt(tx, now),
  },
  link_done_dm: { ref: "link000000000000", to: "olivia", unless: unlink },
};

describe.each(outboxKinds)("%s", (kind) => {
  test("says what it should", async () => {
    const rendered = await render(kind, "given");
    if (!rendered) throw new Error("nothing was rendered");
    if ("mail" in rendered) {
      const { text, html, ...envelope } = rendered.mail;
      await expect(`${JSON.stringify(envelope, null, 2)}\n\n${text}`).toMatchFileSnapshot(
        `__snapshots__/${kind}.txt`,
      );
      await expect(html).toMatchFileSnapshot(`__snapshots__/${kind}.html`);
    } else {
      const file = `${JSON.stringify(rendered.dm, null, 2)}\n`;
      await expect(file).toMatchFileSnapshot(`__snapshots__/${kind}.json`);
      if (rendered.otherwise) {
        await expect(rendered.otherwise.text).toMatchFileSnapshot(`__snapshots__/${kind}.txt`);
      }
    }
  });

  test("says nothing when it is no longer true, or its recipient is gone", async () => {
    const { unless } = cases[kind];
    if (unless) expect(await render(kind, "unless")).toBeUndefined();
    const gone = async (tx: Tx) => updateUser(tx, cases[kind].to, { status: "deactivated" });
    expect(await render(kind, "given", {}, gone)).toBeUndefined();
  });

  test("R30: every link begins with the public URL, and no subject holds a secret", async () => {
    const mail = mailOf(await render(kind, "given"));
    if (!mail) return;
    const links = `${mail.text} ${mail.html}`.match(/https?:\/\/[^\s"<>]+/g) ?? [];
    for (const link of links) expect(link.startsWith(`${publicUrl}/`)).toBe(true);
    expect(mail.subject).not.toMatch(/K7QM4|T2X9F|sss|iii/);
  });

  test("R63: nobody's name becomes markup, and every message keeps Slack's limits", async () => {
    const nasty = fc.constantFrom(
      "<!channel> <https://evil.com|click>",
      `"><script>alert(1)</script>`,
      "<b>&amp;</b>\r\nBcc: eve@evil.com",
      "&".repeat(3000),
      "🚒".repeat(2000),
    );
    await fc.assert(
      fc.asyncProperty(nasty, nasty, async (name, displayName) => {
        const company = { displayName, helpName: name };
        const person = { firstName: name, lastName: name, organisation: name };
        const rename = (tx: Tx) =>
          Promise.all(["petra", "olivia", "marcus", "nora"].map((id) => updateUser(tx, id, person)));
        const rendered = await render(kind, "given", { company }, rename);
        if (!rendered) throw new Error("nothing was rendered");
        checkMail(mailOf(rendered));
        if ("dm" in rendered) checkDirectMessage(rendered.dm);
      }),
      { numRuns: 8 },
    );
  });
});

test("R48: who stopped a reset with the phone still good hears how to use it again", async () => {
  const withFactor = (tx: Tx) =>
    tx.execute(`insert into factors (id, user_id, kind, state, epoch, suspended_by_reset_id, created_at)
      values ('factor', 'petra', 'totp', 'suspended', 0, '${resetId}', now())`);
  const without = mailOf(await render("reset_stopped_mail", "given"));
  const mail = mailOf(await render("reset_stopped_mail", "given", {}, withFactor));
  expect(mail?.text).toContain("Sign in with your password and a code from your authenticator app");
  expect(without?.text).toContain("Your sign-in codes stay turned off");
});

test("a notice without Slack says the same by mail", async () => {
  const rendered = await render("reset_lapsed_dm", "given", {}, unlink);
  expect(rendered && "mail" in rendered && rendered.mail.text).toContain(
    "/payments-reset-mfa petra@alvarezdrywall.com",
  );
});

async function render(
  kind: OutboxKind,
  state: "given" | "unless",
  seed: SeedOptions = {},
  also: (tx: Tx) => Promise<unknown> = async () => {},
): Promise<Rendered | undefined> {
  const { ref, to, payload, given, unless } = cases[kind];
  const companyId = "acme000000";
  await owner`truncate companies, workspaces, slack_people, link_attempts, outbox cascade`;
  const { deps } = testDeps(db);
  await seedCompany(db, now, { companyId, ...seed });
  await inTenant(db, companyId, async (tx) => {
    await (state === "given" ? given : unless)?.(tx);
    await also(tx);
    const message = { kind, refId: ref, recipientId: to };
    await insertOutbox(tx, deps, payload ? { ...message, payload: payload(companyId) } : message);
  });
  const message = await claimOne(db);
  return inTenant(db, companyId, (tx) => renderMessage(tx, message, { keys: deps.keys, publicUrl, now }));
}

async function claimOne(from: Db) {
  const [message] = await asWorker(from, (tx) => claimDue(tx, now, 1, minute));
  if (!message) throw new Error("nothing was due");
  return message;
}

const mailOf = (rendered: Rendered | undefined) =>
  rendered && ("mail" in rendered ? rendered.mail : rendered.otherwise);

function checkMail(mail: ReturnType<typeof mailOf>) {
  if (!mail) return;
  expect(mail.html).not.toMatch(/<script|<b>|<!channel|<https/);
  expect(mail.text).not.toMatch(/\nBcc:/);
}

function checkDirectMessage({ text, blocks }: Extract<Rendered, { dm: unknown }>["dm"]) {
  expect(text.length).toBeLessThanOrEqual(4000);
  expect(blocks.length).toBeLessThanOrEqual(50);
  for (const block of blocks) {
    if (block.type !== "section") continue;
    expect(block.text).toMatchObject({ type: "mrkdwn", verbatim: true });
    expect(block.text?.text.length).toBeLessThanOrEqual(3000);
    expect(block.text?.text).not.toMatch(/<(?!!date\^)/);
  }
  expect(text).not.toMatch(/<(?!!date\^)/);
}
