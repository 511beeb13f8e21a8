import { expect, test } from "vitest";
import type { Tx } from "../../src/store/db.ts";
import type { OutboxKind } from "../../src/store/outbox-kinds.ts";
import { type Reset, updateReset } from "../../src/store/resets.ts";
import { minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { mailOf, renderIn, slackOf } from "./rendering.ts";
import { before, givenApproved, givenPosting, givenRequest, requestId } from "./request-rows.ts";
import { publicUrl, stopToken } from "./setup.ts";

const { db, owner } = await testDatabase();
const resetId = "reset000000000000";
const half = "K7QM4";
const halfPage = `${publicUrl}/payments/resets/${resetId}/half`;

const forgotten = {
  kind: "reset",
  reason: "lost_phone",
  verifiedHow: "called",
  attestation: "I called them",
  note: null,
  link: null,
  isPasswordForgotten: true,
} as const;

/** Sam asked and Olivia agreed: the second half waits for Sam. */
async function given(tx: Tx, changes: Partial<Reset> = {}) {
  await givenApproved(tx, { isPasswordForgotten: true, halfBox: "sealed", ...changes });
  await givenPosting(tx);
}

const rendered = (kind: OutboxKind, to: string | undefined, news?: string, changes: Partial<Reset> = {}) =>
  renderIn(
    { db, owner },
    {
      kind,
      ref: kind.startsWith("request_") ? requestId : resetId,
      ...(to ? { to } : {}),
      payload: (companyId) =>
        news ? { news, byId: "olivia" } : { code: half, stopToken: stopToken(companyId) },
      given: (tx) => given(tx, changes),
    },
  );

test("R45 R47: the mail carries one half, who reads the other, and never both nor a word of a password that works", async () => {
  const mail = mailOf(await rendered("setup_code_mail", "petra"));
  if (!mail) throw new Error("nothing was rendered");
  await expect(mail.text).toMatchFileSnapshot("__snapshots__/setup_code_mail_half.txt");
  await expect(mail.html).toMatchFileSnapshot("__snapshots__/setup_code_mail_half.html");
  expect(mail.text).toContain(`Your half of the setup code: ${half}`);
  expect(mail.text).toContain("Sam Okafor reads you the other half");
  expect(mail.text).toContain(`${publicUrl}/sign-in/setup-code?company=acme`);
  expect(mail.text).not.toMatch(/T2X9F|with your password|Your password hasn't changed/);
});

test("R45: whoever verified the person gets the way to the half, not the half; the approver and the thread do not", async () => {
  const dm = slackOf(await rendered("request_notice", "sam", "executed"));
  expect(dm?.text).toContain(halfPage);
  expect(dm?.text).toContain("Don't tell me your half");
  const thread = slackOf(await rendered("request_thread", undefined, "executed"));
  expect(thread?.text).toContain("Sam Okafor reads Petra the other half");
  expect(thread?.text).not.toContain(halfPage);
  for (const said of [dm?.text, thread?.text]) expect(said).not.toMatch(/K7QM4|T2X9F/);
});

test("R41: the request's message and the person's own mail say that the password is forgotten, too", async () => {
  const wanted = (kind: "request_dm" | "reset_asked_mail", to: string) =>
    renderIn(
      { db, owner },
      {
        ...{ kind, to, ref: requestId },
        given: async (tx) => {
          await givenRequest(tx, { details: forgotten });
          await givenPosting(tx, { channelId: null, ts: null, recipientId: to });
        },
      },
    );
  const message = slackOf(await wanted("request_dm", "olivia"));
  expect(message?.text).toContain("*Password* Forgotten, too: the setup code comes in two halves");
  const mail = mailOf(await wanted("reset_asked_mail", "petra"));
  expect(mail?.text).toContain("They say that you forgot your password, too.");
  expect(mail?.text).toContain("Sam Okafor reads you the other");
  expect(mail?.text).not.toContain("Have your phone and your password ready");
});

test("a new code in halves says who reads the second, and a lapse what to ask the person", async () => {
  const thread = slackOf(await rendered("request_thread", undefined, "renewed"));
  expect(thread?.text).toContain("Sam Okafor reads the second from the portal");
  const lapsed = { outcome: "lapsed", outcomeAt: before(minute) } as const;
  const dm = slackOf(await rendered("reset_lapsed_dm", "sam", undefined, lapsed));
  expect(dm?.text).toContain("whether a phone and the mailbox are at hand");
});

test("R47: when it is done the mail says which password counts", async () => {
  const completed = { outcome: "completed", outcomeAt: before(minute) } as const;
  const mail = mailOf(await rendered("reset_completed_mail", "petra", undefined, completed));
  expect(mail?.text).toContain("The password that you chose on the way is the one that counts now.");
});

test("the news of a half that was shown meanwhile is left out", async () => {
  const changes = { isPasswordForgotten: true, halfBox: null } as const;
  const none = await renderIn(
    { db, owner },
    {
      ...{ kind: "half_ready_dm", ref: resetId, to: "olivia" },
      given: (tx) => updateReset(tx, { id: resetId, outcome: "open" }, changes),
    },
  );
  expect(none).toBeUndefined();
});
