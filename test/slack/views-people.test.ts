import type { ModalView } from "@slack/types";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { personActs } from "../../src/domain/person-act.ts";
import type { InvitationsPage } from "../../src/flows/list-invitations.ts";
import type { Done } from "../../src/flows/person-done.ts";
import type { AdminsPage } from "../../src/flows/view-admins.ts";
import type { Lockout } from "../../src/flows/view-lockout.ts";
import type { PersonCard } from "../../src/flows/view-person.ts";
import { adminsModal } from "../../src/slack/admins/modal.ts";
import type { Message } from "../../src/slack/answer.ts";
import { invitedModal } from "../../src/slack/invite/done-modal.ts";
import { invitationsModal } from "../../src/slack/invite/list-modal.ts";
import { inviteModal } from "../../src/slack/invite/modal.ts";
import { paymentsMessage } from "../../src/slack/payments/messages.ts";
import { actDoneModal, actModal } from "../../src/slack/people/act-modal.ts";
import { cardModal } from "../../src/slack/people/card-modal.ts";
import { personOption, whoModal } from "../../src/slack/people/who-modal.ts";
import { mrkdwnVoice } from "../../src/slack/voice.ts";
import { blockProblems, date, maybe, problems, text } from "./helpers/views.ts";

const voice = mrkdwnVoice("America/New_York");
const at = new Date("2026-11-20T19:32:00Z");
const binding = "acmecompan.0123456789abcdef";
const companyId = "acmecompan";
const userId = "0123456789abcdef";
const companyName = "Acme Builders";

const nora: PersonCard = {
  userId,
  firstName: "Nora",
  name: "Nora Kim",
  email: "nora@acmebuilders.com",
  organisation: null,
  relationship: "employee",
  role: "system_administrator",
  status: "invited",
  isPaymentsAdmin: true,
  isOneself: false,
  isUnfinished: false,
  invitation: { invitedBy: "Olivia Reyes", expiresAt: at, isExpired: false },
};
const done: Done = { firstName: "Nora", name: "Nora Kim", email: "nora@acmebuilders.com", expiresAt: at };
const waiting = { requestId: userId, deciders: ["Olivia", "Marcus"], required: 1 };
const listed = {
  ...{ userId, name: "Nora Kim", email: "nora@acmebuilders.com", relationship: "employee" as const },
  ...{ invitedBy: "Olivia Reyes", expiresAt: at, isExpired: false },
};
const invitations: InvitationsPage = { invitations: [listed], page: 1, pages: 3 };
const olivia = {
  ...{ userId, name: "Olivia Reyes", email: "olivia@acmebuilders.com" },
  ...{ mfa: "set_up" as const, grantedAt: at, grantedBy: null },
};
const admins: AdminsPage = {
  admins: [olivia, { ...olivia, name: "Nora Kim", mfa: "not_set_up", grantedBy: "Olivia Reyes" }],
  ...{ page: 0, pages: 2, companyName, mayGrant: true, mayRemove: true, isAlone: true },
};
const stuck = {
  ...{ firstName: "Olivia", name: "Olivia Reyes", isOneself: false, hasRecoveryCode: true },
  ...{ isResetOpen: false, heldUntil: null },
};
const lockout: Lockout = {
  ...{ state: "out", companyName, requests: [] },
  ...{ holders: [stuck], others: [{ name: "Marcus Webb", isOneself: false }] },
};
const requests = { waitingForMe: [], mine: [] };
const invite = (typed: Parameters<typeof inviteModal>[0]["typed"], notice?: string) =>
  inviteModal({ binding, companyName, voice, ...(typed ? { typed } : {}), ...(notice ? { notice } : {}) });
const typed = { firstName: "Petra", lastName: "Alvarez", email: "petra@alvarezdrywall.com" };

const views: Record<string, ModalView> = {
  invite: invite({}),
  "invite-payee": invite({ relationship: "payee" }),
  "invite-employee": invite({ relationship: "employee", role: "system_administrator" }),
  "invite-again": invite(
    { ...typed, relationship: "payee", organisation: "Alvarez Drywall", contactPhone: "+1 555 010 3344" },
    "This form was renewed.",
  ),
  invited: invitedModal(done, { companyId, voice }),
  "invite-waiting": invitedModal({ ...done, waiting }, { companyId, voice }),
  invitations: invitationsModal({ page: invitations, companyId, voice }),
  "manage-who": whoModal(),
  "person-card": cardModal({
    isPushed: true,
    view: { card: nora, acts: personActs.slice(0, 5) },
    companyId,
    voice,
  }),
  "person-nothing": cardModal({
    isPushed: true,
    view: { card: nora, acts: [] },
    companyId,
    voice,
    notice: "Is invited.",
  }),
  "person-waiting": actDoneModal({ act: "raise", done: { ...done, waiting }, companyId, voice }),
  admins: adminsModal({
    page: admins,
    companyId,
    voice,
    notice: "*Nora Kim is no longer a Payments Admin.*",
  }),
  ...Object.fromEntries(
    personActs.flatMap((act) => {
      const form = { challengeId: "x", card: nora, required: act === "raise" ? 2 : 0 };
      return [
        [`person-${act}`, actModal({ act, form, binding, voice, isInList: act === "revoke" })],
        [`person-${act}-done`, actDoneModal({ act, done, companyId, voice })],
      ];
    }),
  ),
};
const viewer = { isEmployee: true, isPaymentsAdmin: true, isSystemAdministrator: true };
const messages: Record<string, Message> = {
  payments: paymentsMessage({ requests, lockout: { ...lockout, state: "alone" }, companyId, viewer, voice }),
  "payments-locked-out": paymentsMessage({ requests, lockout, companyId, viewer, voice }),
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
  expect(Object.values(messages).flatMap(({ blocks }) => blockProblems(blocks))).toEqual([]);
});

const buttonTexts = /"type":"button","action_id":"[^"]*","text":\{"type":"plain_text","text":"([^"]*)"/g;

it("titles and buttons have at most 24 characters", () => {
  const labels = Object.values(views).flatMap((view) => [
    ...[view.title, view.submit, view.close].map((one) => one?.text ?? ""),
    ...[...JSON.stringify(view).matchAll(buttonTexts)].map((match) => match[1] ?? ""),
  ]);
  expect(labels.length).toBeGreaterThan(70);
  expect(labels.filter((label) => label.length > 24)).toEqual([]);
});

const any = fc.record({
  ...{ firstName: text, name: text, email: text, organisation: maybe(text), company: text, notice: text },
  ...{ at: date, until: maybe(date), relationship: fc.constantFrom("employee" as const, "payee" as const) },
  status: fc.constantFrom("invited" as const, "active" as const, "deactivated" as const),
});

it("every view stays within Slack's limits whatever people, companies and typing are like", () => {
  fc.assert(
    fc.property(any, (one) => {
      const own = mrkdwnVoice("Asia/Kathmandu", one.company);
      const person = { firstName: one.firstName, name: one.name, email: one.email };
      const card: PersonCard = { ...nora, ...person, organisation: one.organisation, status: one.status };
      const ending: Done = { ...person, expiresAt: one.at };
      const asked: Done = { ...person, waiting: { ...waiting, deciders: [one.name, one.notice, one.name] } };
      const rows = {
        ...invitations,
        invitations: Array.from({ length: 10 }, () => ({ ...listed, ...person })),
      };
      const chiefs = Array.from({ length: 10 }, () => ({ ...olivia, ...person, grantedBy: one.name }));
      const page = { ...admins, companyName: one.company, admins: chiefs };
      const form = { challengeId: "x", card, required: 1 };
      const shared = { companyId, voice: own };
      const drawn = [
        inviteModal({
          binding,
          companyName: one.company,
          voice: own,
          typed: { ...person, organisation: one.name, relationship: one.relationship },
          notice: one.notice.slice(0, 300),
        }),
        invitedModal(ending, shared),
        invitedModal(asked, shared),
        invitationsModal({ ...shared, page: rows }),
        cardModal({ ...shared, isPushed: true, view: { card, acts: personActs } }),
        adminsModal({ ...shared, page }),
        ...personActs.flatMap((act) => [
          actModal({ act, form, binding, voice: own, email: one.email }),
          actDoneModal({ ...shared, act, done: ending }),
        ]),
      ];
      expect(drawn.flatMap(problems)).toEqual([]);
      const holders = Array.from({ length: 4 }, () => ({ ...stuck, ...person, heldUntil: one.until }));
      const others = Array.from({ length: 4 }, () => ({ name: one.name, isOneself: false }));
      const out = { ...lockout, companyName: one.company, holders, others };
      expect(blockProblems(paymentsMessage({ ...shared, requests, lockout: out, viewer }).blocks)).toEqual(
        [],
      );
      const option = personOption(companyId, { ...card, ...one, id: userId });
      expect(
        [option.text.text, option.description?.text ?? ""].filter((label) => [...label].length > 75),
      ).toEqual([]);
    }),
    { numRuns: 100 },
  );
});
