import { describe, expect, test } from "vitest";
import { createTexter } from "../../src/delivery/sms.ts";
import { inTenant } from "../../src/store/db.ts";
import { insertOutbox } from "../../src/store/outbox.ts";
import { minute, second } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { deliverAll } from "./setup.ts";
import { account, startTwilioApi, twilioError } from "./twilio-api.ts";
import { deliveryWorld } from "./world.ts";

const { db, owner } = await testDatabase();
const twilio = await startTwilioApi();

const phone = "+12125550144";
const body =
  "Acme Builders payments: your sign-in codes were reset today. Not you? Call us at a number you know.";

async function world({ from = "+12125550100", timeoutMs = 5 * second, to = phone } = {}) {
  const all = await deliveryWorld(db, owner);
  const { deps, companyId } = all;
  twilio.calls.length = 0;
  twilio.state.answer = () => undefined;
  const id = await inTenant(db, companyId, (tx) =>
    insertOutbox(tx, deps, {
      kind: "security_text",
      refId: "petra",
      recipientId: "petra",
      payload: { news: "reset", phone: to },
    }),
  );
  const sendText = createTexter({ ...account, from, apiUrl: `${twilio.url}/base/`, timeoutMs });
  const deliver = () => deliverAll(deps, { sendText });
  return { ...all, deliver, row: () => all.rowOf(id) };
}

test("a text goes to Twilio as its API wants it, and the receipt names it", async () => {
  const { deliver, row } = await world();
  await deliver();
  const path = `/base/2010-04-01/Accounts/${account.accountSid}/Messages.json`;
  const authorization = `Basic ${Buffer.from(`${account.accountSid}:${account.authToken}`).toString("base64")}`;
  const form = { To: phone, From: "+12125550100", Body: body };
  expect(twilio.calls).toEqual([{ method: "POST", path, authorization, form }]);
  expect(await row()).toMatchObject({ payload_box: null, receipt: { sid: `SM${"c".repeat(32)}` } });
  expect((await row())["delivered_at"]).not.toBeNull();
});

test("a messaging service stands in the place of a number", async () => {
  const service = `MG${"e".repeat(32)}`;
  const { deliver } = await world({ from: service });
  await deliver();
  expect(twilio.calls[0]?.form).toEqual({ To: phone, MessagingServiceSid: service, Body: body });
});

describe("a number that will never get it", () => {
  test.each([
    [400, 21211, `The 'To' number ${phone} is not a valid phone number.`],
    [400, 21610, "Attempt to send to unsubscribed recipient"],
    [400, 21614, `'To' number: ${phone}, is not a mobile number`],
  ])("%i %i is given up at once", async (status, code, message) => {
    const { deliver, row } = await world();
    twilio.state.answer = () => twilioError(status, code, message);
    await deliver();
    expect(twilio.calls).toHaveLength(1);
    expect(await row()).toMatchObject({ last_error: `sms_${code}`, payload_box: null, delivered_at: null });
    expect((await row())["dead_at"]).not.toBeNull();
  });

  test("what is no number never leaves", async () => {
    const { deliver, row } = await world({ to: "+1 212 555\r\n0144" });
    await deliver();
    expect(twilio.calls).toHaveLength(0);
    expect(await row()).toMatchObject({ last_error: "bad_number" });
  });
});

describe("R57: what passes, or is the operator's to mend, loses no text", () => {
  test("429 waits as long as Twilio says, then goes out", async () => {
    const { deliver, row, clock } = await world();
    const tooMany = twilioError(429, 20429, "Too Many Requests");
    twilio.state.answer = () => ({ ...tooMany, headers: { "retry-after": "90" } });
    await deliver();
    expect(await row()).toMatchObject({ last_error: "sms_20429", dead_at: null });
    expect(Number((await row())["due_at"]) - clock.now().getTime()).toBe(90 * second);
    twilio.state.answer = () => undefined;
    clock.advance(90 * second);
    await deliver();
    expect((await row())["delivered_at"]).not.toBeNull();
  });

  test.each([
    ["401 20003", "sms_20003", twilioError(401, 20003, "Authenticate")],
    ["403 21408", "sms_21408", twilioError(403, 21408, "Permission to send an SMS has not been enabled")],
    ["500 20500", "sms_20500", twilioError(500, 20500, "Internal Server Error")],
    ["502 by something in between", "sms_http_502", { status: 502, body: "<html>Bad Gateway</html>" }],
    ["a dropped connection", "sms_ECONNRESET", "drop" as const],
    ["no answer in time", "sms_ECONNABORTED", "hang" as const],
  ])("%s is tried again", async (_, reason, answer) => {
    const { deliver, row, clock } = await world({ timeoutMs: second / 2 });
    twilio.state.answer = () => answer;
    await deliver();
    expect(await row()).toMatchObject({ last_error: reason, dead_at: null, delivered_at: null });
    expect((await row())["payload_box"]).not.toBeNull();
    twilio.state.answer = () => undefined;
    clock.advance(minute);
    await deliver();
    expect((await row())["delivered_at"]).not.toBeNull();
  });

  test("without a sender it waits", async () => {
    const { deps, row } = await world();
    await deliverAll(deps, {});
    expect(await row()).toMatchObject({ last_error: "sms_not_configured", dead_at: null });
  });
});

test("R64: no log line or row carries a number, a body or Twilio's own words", async () => {
  const { deliver, row, logLines, clock } = await world();
  twilio.state.answer = () => twilioError(500, 20500, `cannot send ${body} to ${phone}`);
  await deliver();
  clock.advance(minute);
  twilio.state.answer = () =>
    twilioError(400, 21211, `The 'To' number ${phone} is not a valid phone number.`);
  await deliver();
  const { payload_box: _, ...seen } = await row();
  for (const line of [...logLines, JSON.stringify(seen)]) {
    expect(line).not.toMatch(/5550144|valid phone|cannot send|sign-in codes were/);
  }
});
