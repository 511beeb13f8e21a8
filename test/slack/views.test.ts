import type { ModalView } from "@slack/types";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Message } from "../../src/slack/answer.ts";
import { notLinkedMessage } from "../../src/slack/gate-messages.ts";
import { tellHelp, tellUsage } from "../../src/slack/help.ts";
import { meMessage } from "../../src/slack/me/messages.ts";
import { linkedModal, numberModal } from "../../src/slack/me/modal.ts";
import { mrkdwnVoice } from "../../src/slack/voice.ts";
import { blockProblems, date, maybe, problems, text } from "./helpers/views.ts";

const voice = mrkdwnVoice("America/New_York");
const at = new Date("2026-11-20T19:32:00Z");
const company = {
  displayName: "Acme Builders",
  slug: "acme-builders",
  timeZone: "America/New_York",
  helpName: "Olivia Reyes",
  helpEmail: "olivia@acmebuilders.com",
  helpPhone: null,
  market: "US",
};
const me = {
  name: "Olivia Reyes",
  email: "olivia@acmebuilders.com",
  role: "system_administrator" as const,
  isPaymentsAdmin: true,
  hasFactor: true,
  hasRecoveryCode: true,
  linkedAt: at,
  lastSignInAt: at,
};
const views: Record<string, ModalView> = {
  "link-number": numberModal(),
  linked: linkedModal({ firstName: "Marcus", companyName: "Acme Builders" }, voice),
};
const viewer = { isEmployee: true, isPaymentsAdmin: false, isSystemAdministrator: true };
const help = await tellHelp({ company, ...viewer });
const messages: Record<string, Message> = {
  me: meMessage(me, voice),
  "not-linked": notLinkedMessage({
    company,
    firstName: "Marcus",
    linkUrl: "https://latchkey.test/link/x.y",
  }),
  "link-suspended": notLinkedMessage({
    company,
    firstName: "Marcus",
    linkUrl: "https://latchkey.test/link/x.y",
    isSuspended: true,
  }),
  help: help.kind === "message" ? help.message : { text: "" },
};

describe("snapshots that paste into Block Kit Builder", () => {
  it.each(Object.entries(views))("view %s", async (name, view) => {
    await expect(`${JSON.stringify(view, null, 2)}\n`).toMatchFileSnapshot(`views/${name}.json`);
  });
  it.each(Object.entries(messages))("message %s", async (name, message) => {
    await expect(`${JSON.stringify(message, null, 2)}\n`).toMatchFileSnapshot(`views/message-${name}.json`);
  });
});

it("every view and message is what Slack takes", () => {
  expect(Object.entries(views).flatMap(([name, view]) => problems(view).map((one) => [name, one]))).toEqual(
    [],
  );
  expect(
    Object.entries(messages).flatMap(([name, { blocks }]) => blockProblems(blocks).map((one) => [name, one])),
  ).toEqual([]);
});

it("titles and buttons have at most 24 characters", () => {
  for (const view of Object.values(views)) {
    for (const text of [view.title, view.submit, view.close])
      expect(text?.text.length ?? 0).toBeLessThanOrEqual(24);
  }
});

it("every view stays within Slack's limits whatever people and companies are like", () => {
  const any = fc.record({ name: text, email: text, company: text, at: date, lastSignInAt: maybe(date) });
  fc.assert(
    fc.property(any, ({ name, email, company: companyName, at: when, lastSignInAt }) => {
      const person = { ...me, name, email, linkedAt: when, lastSignInAt };
      expect(problems(linkedModal({ firstName: name, companyName }, voice))).toEqual([]);
      const linkUrl = `https://latchkey.test/link/${"x".repeat(60)}`;
      const strange = { ...company, displayName: companyName, helpName: name };
      expect(blockProblems(meMessage(person, voice).blocks)).toEqual([]);
      expect(blockProblems(notLinkedMessage({ company: strange, firstName: name, linkUrl }).blocks)).toEqual(
        [],
      );
    }),
    { numRuns: 150 },
  );
});

it("a text that a command does not understand is never repeated", () => {
  expect(JSON.stringify(tellUsage(viewer, { name: "/payments-invite" }))).toContain("/payments-invite");
});
