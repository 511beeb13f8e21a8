import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Mail, Rendered, SlackContent } from "../../src/delivery/rendered.ts";
import type { Tx } from "../../src/store/db.ts";
import { type OutboxKind, outboxKinds } from "../../src/store/outbox-kinds.ts";
import { updateUser } from "../../src/store/users.ts";
import { testDatabase } from "../helpers/database.ts";
import type { SeedOptions } from "./company.ts";
import { cases } from "./message-cases.ts";
import { mailOf, renderIn, slackOf } from "./rendering.ts";
import { publicUrl } from "./setup.ts";

const { db, owner } = await testDatabase();
const resetId = "reset000000000000";
const unlink = (tx: Tx) => tx.execute("update links set state = 'removed'");

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
    } else if ("text" in rendered) {
      await expect(rendered.text.body).toMatchFileSnapshot(`__snapshots__/${kind}.txt`);
    } else {
      const file = `${JSON.stringify(slackOf(rendered), null, 2)}\n`;
      await expect(file).toMatchFileSnapshot(`__snapshots__/${kind}.json`);
      const instead = mailOf(rendered)?.text;
      if (instead) await expect(instead).toMatchFileSnapshot(`__snapshots__/${kind}.txt`);
    }
  });

  test("says nothing when it is no longer true, or its recipient is gone", async () => {
    const { unless, to } = cases[kind];
    if (unless) expect(await render(kind, "unless")).toBeUndefined();
    // A changed role is told as long as it is so, and a channel is nobody.
    if (!to || kind === "role_notice") return;
    const gone = (tx: Tx) => updateUser(tx, to, { status: "deactivated" });
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
          Promise.all(["petra", "olivia", "marcus", "nora", "sam"].map((id) => updateUser(tx, id, person)));
        const rendered = await render(kind, "given", { company }, rename);
        if (!rendered) throw new Error("nothing was rendered");
        checkMail(mailOf(rendered));
        checkContent(slackOf(rendered));
      }),
      { numRuns: 8 },
    );
  });
});

test.each([
  "Acme Builders",
  "Łódź & Söhne “Bau” Gesellschaft mit beschränkter Haftung und Co. KG 🚒",
  "🚒",
  "https://evil.example/a",
])("R47: a notice by text fits one message, and has neither name nor link: %s", async (displayName) => {
  const rendered = await render("security_text", "given", { company: { displayName } });
  const body = rendered && "text" in rendered ? rendered.text.body : "";
  expect(body).toMatch(/^[A-Za-z0-9 &'(),.:?+-]{60,160}$/);
  expect(body).not.toMatch(/Petra|Alvarez|https?:|\w\.\w/);
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

test("times are said in the reader's own zone, where one is chosen", async () => {
  const inDenver = (tx: Tx) => updateUser(tx, "petra", { timeZone: "America/Denver" });
  const mail = mailOf(await render("reset_elsewhere_mail", "given", {}, inDenver));
  expect(mail?.text).toContain("on Friday, Nov 20 at 12:27 PM Mountain");
});

test("whoever asked without being a Payments Admin is not told to do what only those may", async () => {
  const { given } = cases.reset_lapsed_dm;
  const wanted = { kind: "reset_lapsed_dm", ref: resetId, to: "sam", ...(given ? { given } : {}) } as const;
  const rendered = await renderIn({ db, owner }, wanted);
  expect(slackOf(rendered)?.text).toContain("ask a Payments Admin to type `/payments-reset-mfa");
});

test("a notice without Slack says the same by mail", async () => {
  const rendered = await render("reset_lapsed_dm", "given", {}, unlink);
  expect(rendered && "mail" in rendered && rendered.mail.text).toContain(
    "/payments-reset-mfa petra@alvarezdrywall.com",
  );
});

function render(
  kind: OutboxKind,
  state: "given" | "unless",
  seed: SeedOptions = {},
  also: (tx: Tx) => Promise<unknown> = async () => {},
): Promise<Rendered | undefined> {
  const { [state]: change, ref, to, payload } = cases[kind];
  const given = async (tx: Tx) => {
    await change?.(tx);
    await also(tx);
  };
  const more = { ...(to ? { to } : {}), ...(payload ? { payload } : {}) };
  return renderIn({ db, owner }, { kind, ref, seed, given, ...more });
}

function checkMail(mail: Mail | undefined) {
  if (!mail) return;
  expect(mail.html).not.toMatch(/<script|<b>|<!channel|<https/);
  expect(mail.text).not.toMatch(/\nBcc:/);
}

/** Nothing in angle brackets but times, the people whom a message calls, and a page of ours. */
const foreignMarkup = new RegExp(`<(?!!date\\^|@U0(OLIVIA|SAM)>|${publicUrl}/payments/)`);

function checkContent(content: SlackContent | undefined) {
  if (!content) return;
  const { text, blocks } = content;
  expect(text.length).toBeLessThanOrEqual(4000);
  expect(text).not.toBe("");
  expect(text).not.toMatch(foreignMarkup);
  expect(blocks.length).toBeLessThanOrEqual(50);
  for (const block of blocks) {
    if (block.type === "actions") {
      for (const element of block.elements) {
        expect(element.type === "button" && [...element.text.text].length).toBeLessThanOrEqual(24);
      }
    }
    const texts = block.type === "section" ? [block.text] : block.type === "context" ? block.elements : [];
    for (const one of texts) {
      expect(one).toMatchObject({ type: "mrkdwn", verbatim: true });
      if (one?.type !== "mrkdwn") continue;
      expect(one.text.length).toBeLessThanOrEqual(3000);
      expect(one.text).not.toMatch(foreignMarkup);
    }
  }
}
