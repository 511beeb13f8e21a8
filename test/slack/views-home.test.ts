import type { HomeView, ModalView } from "@slack/types";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultPolicy, type Governance } from "../../src/domain/policy.ts";
import { checkView } from "../../src/emulator/block-kit/view.ts";
import type { PolicySubmitted } from "../../src/flows/edit-policy.ts";
import type { Home, HomeOwner } from "../../src/flows/view-home.ts";
import type { Lockout } from "../../src/flows/view-lockout.ts";
import { channelModal, noChannelModal } from "../../src/slack/home/channel-modal.ts";
import { policyDoneModal } from "../../src/slack/home/done-modal.ts";
import { settingsModal } from "../../src/slack/home/settings-modal.ts";
import { type HomeFacts, homeView } from "../../src/slack/home/view.ts";
import { mrkdwnVoice } from "../../src/slack/voice.ts";
import { askFacts as ask, requestRow } from "./helpers/request-facts.ts";
import { date, maybe, problems, text } from "./helpers/views.ts";

const companyName = "Acme Builders";
const voice = mrkdwnVoice("America/New_York", companyName);
const at = new Date("2026-11-20T19:32:00Z");
const binding = "acmecompan.0123456789abcdef";
const companyId = "acmecompan";
const portalUrl = "https://latchkey.test/sign-in?company=acme-builders";
const channel = { workspaceId: "T0ACME", channelId: "C0APPROVE1", name: "payments-approvals" };
const before: Governance = { policy: defaultPolicy, channel: null };

const olivia: HomeOwner = {
  ...{ name: "Olivia Reyes", email: "olivia@acmebuilders.com", relationship: "employee" },
  ...{ role: "system_administrator", isPaymentsAdmin: true, hasFactor: true, hasRecoveryCode: true },
};
const petra: HomeOwner = {
  ...{ name: "Petra Alvarez", email: "petra@alvarezdrywall.com", relationship: "payee", role: "member" },
  ...{ isPaymentsAdmin: false, hasFactor: false, hasRecoveryCode: false },
};

const administration: NonNullable<Home["administration"]> = {
  governance: { ...before, channel },
  channelFault: null,
  approvers: [
    { firstName: "Olivia", slackUserId: "U1" },
    { firstName: "Marcus", slackUserId: "U2" },
    { firstName: "Nora", slackUserId: null },
  ],
  testPost: "posted",
  enrolledPaymentsAdmins: 2,
  hasCompletedReset: true,
  help: { name: "Olivia Reyes", email: "olivia@acmebuilders.com", phone: "(555) 010-2200" },
  openChange: null,
  undelivered: { count: 7, newest: [{ kind: "setup_code_mail", to: "Petra Alvarez", why: "smtp_550", at }] },
};
const fresh = {
  ...administration,
  governance: before,
  testPost: null,
  enrolledPaymentsAdmins: 1,
  hasCompletedReset: false,
};
const stuck = {
  ...{ firstName: "Olivia", name: "Olivia Reyes", isOneself: false, hasRecoveryCode: true },
  ...{ isResetOpen: false, heldUntil: null },
};
const out: Lockout = {
  ...{ state: "out", companyName, requests: [] },
  ...{ holders: [stuck], others: [{ name: "Marcus Webb", isOneself: false }] },
};

const draw = (home: Partial<Home>, more: Partial<HomeFacts> = {}) =>
  homeView({
    home: { waitingForMe: [], mine: [], me: olivia, companyName, administration: null, ...home },
    lockout: undefined,
    members: ["U1", "U2"],
    ...{ companyId, portalUrl, voice },
    ...more,
  });

const homes: Record<string, HomeView> = {
  home: draw({
    waitingForMe: [ask()],
    mine: [ask({ state: "denied", why: "Not verified" })],
    administration,
  }),
  "home-new": draw({
    administration: { ...fresh, help: { ...fresh.help, phone: null }, undelivered: { count: 0, newest: [] } },
  }),
  "home-locked-out": draw({ me: { ...olivia, isPaymentsAdmin: false }, administration }, { lockout: out }),
  "home-channel-broken": draw({
    administration: { ...administration, channelFault: "shared", openChange: ask(), testPost: "failed" },
  }),
  "home-member": draw({ me: { ...olivia, role: "member", isPaymentsAdmin: false }, mine: [ask()] }),
  "home-payee": draw({ me: petra }),
};

const request = requestRow();
const result = (submitted: PolicySubmitted["submitted"], after: Governance): PolicySubmitted => ({
  submitted,
  before,
  after,
});
const executed = { kind: "executed" as const, request, effect: {} };
const waiting = { kind: "waiting" as const, request, deciders: ["Marcus"], required: 1 };
const easier = { ...before, policy: { ...defaultPolicy, breakGlassAfterMs: 4 * 60 * 60_000 } };
const form = { binding, deciders: ["Marcus", "Nora"], voice };

const modals: Record<string, ModalView> = {
  "policy-settings": settingsModal({ ...form, policy: defaultPolicy }),
  "policy-settings-again": settingsModal({
    ...form,
    deciders: [],
    policy: { ...defaultPolicy, breakGlassAfterMs: null, isAppOnlyForAdministrators: true },
    notice: "This form was renewed.",
  }),
  "policy-channel": channelModal({ ...form, channel: null }),
  "policy-channel-other": channelModal({ ...form, channel, chosen: "C0OTHER001", notice: "Renewed." }),
  "policy-no-channel": noChannelModal({ ...form, channel }),
  "policy-saved": policyDoneModal({
    result: result(executed, { ...before, channel }),
    presence: "2 of 3 who can approve are in it: Olivia, Marcus. Not in it: Nora.",
    voice,
  }),
  "policy-waiting": policyDoneModal({ result: result(waiting, easier), voice }),
  "policy-moving": policyDoneModal({ result: result(waiting, { ...before, channel }), voice }),
  "policy-saved-alone": policyDoneModal({
    result: result({ ...executed, request: requestRow({ isReducedQuorum: true }) }, easier),
    voice,
  }),
};

const homeProblems = (view: HomeView) => {
  const checked = checkView(JSON.parse(JSON.stringify(view)), "home");
  return checked.ok ? [] : checked.messages;
};

describe("snapshots that paste into Block Kit Builder", () => {
  it.each(Object.entries({ ...homes, ...modals }))("view %s", async (name, view) => {
    await expect(`${JSON.stringify(view, null, 2)}\n`).toMatchFileSnapshot(`views/${name}.json`);
  });
});

it("every Home and modal is what Slack takes", () => {
  expect(Object.values(homes).flatMap(homeProblems)).toEqual([]);
  expect(Object.values(modals).flatMap(problems)).toEqual([]);
});

const buttonTexts = /"type":"button","action_id":"[^"]*","text":\{"type":"plain_text","text":"([^"]*)"/g;

it("titles and buttons have at most 24 characters", () => {
  const labels = [...Object.values(modals), ...Object.values(homes)].flatMap((view) => [
    ...(view.type === "modal" ? [view.title, view.submit, view.close].map((one) => one?.text ?? "") : []),
    ...[...JSON.stringify(view).matchAll(buttonTexts)].map((match) => match[1] ?? ""),
  ]);
  expect(labels.length).toBeGreaterThan(40);
  expect(labels.filter((label) => label.length > 24)).toEqual([]);
});

it("no sign stands for a meaning alone, and nobody but System Administrators reads of administration", () => {
  for (const [name, view] of Object.entries(homes)) {
    const said = JSON.stringify(view);
    expect(said.match(/[✓○](?! (Done|To do|On its way):)/g), name).toBeNull();
    if (name === "home-member" || name === "home-payee")
      expect(said, name).not.toMatch(/Set-up|Approval settings|delivered|home_settings/);
  }
});

it("Home keeps Slack's limits however many requests, and whatever people and companies are called", () => {
  const any = fc.record({ name: text, email: text, company: text, why: text, at: date, until: maybe(date) });
  fc.assert(
    fc.property(any, (one) => {
      const own = mrkdwnVoice("Asia/Kathmandu", one.company);
      const requests = Array.from({ length: 10 }, () => ask({ ...one, state: "denied" }));
      const holders = Array.from({ length: 4 }, () => ({
        ...stuck,
        firstName: one.name,
        heldUntil: one.until,
      }));
      const named = { ...channel, name: one.name };
      const home = draw(
        {
          me: { ...olivia, name: one.name, email: one.email },
          companyName: one.company,
          waitingForMe: requests,
          mine: requests,
          administration: {
            ...administration,
            governance: { ...before, channel: named },
            approvers: Array.from({ length: 30 }, () => ({ firstName: one.name, slackUserId: null })),
            help: { name: one.name, email: one.email, phone: one.name },
            openChange: ask(one),
            undelivered: {
              count: 1000,
              newest: Array.from({ length: 5 }, () => ({
                kind: one.name,
                to: one.name,
                why: one.why,
                at: one.at,
              })),
            },
          },
        },
        {
          voice: own,
          lockout: { ...out, companyName: one.company, holders, requests: requests.slice(0, 5) },
        },
      );
      const shared = { binding, deciders: [one.name, one.why, one.name], voice: own, notice: "n" };
      const drawn = [
        settingsModal({ ...shared, policy: defaultPolicy }),
        channelModal({ ...shared, channel: named }),
        noChannelModal({ ...shared, channel: named }),
        policyDoneModal({
          result: result({ ...waiting, deciders: Array(30).fill(one.name) }, { ...before, channel: named }),
          presence: "",
          voice: own,
        }),
      ];
      expect([...homeProblems(home), ...drawn.flatMap(problems)]).toEqual([]);
      expect(home.blocks.length).toBeLessThanOrEqual(100);
      expect(
        mrkdwnIn(home).filter((said) => /<!(?!date\^)|<https?:(?!\/\/latchkey\.test)/.test(said)),
      ).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

function mrkdwnIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const record = value as Record<string, unknown>;
  const own = record["type"] === "mrkdwn" ? [String(record["text"])] : [];
  return [...own, ...Object.values(record).flatMap(mrkdwnIn)];
}
