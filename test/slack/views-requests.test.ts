import type { ModalView } from "@slack/types";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultPolicy, type Governance } from "../../src/domain/policy.ts";
import type { RequestDetails, RequestState } from "../../src/domain/request.ts";
import type { GrantForm } from "../../src/flows/open-grant-form.ts";
import { confirmModal } from "../../src/slack/grant/confirm-modal.ts";
import { whoModal } from "../../src/slack/grant/who-modal.ts";
import { approvedModal, deniedModal } from "../../src/slack/requests/decided-modal.ts";
import { decisionModal } from "../../src/slack/requests/decision-modal.ts";
import { denyModal } from "../../src/slack/requests/deny-modal.ts";
import { type Followed, followModal } from "../../src/slack/requests/follow-modal.ts";
import { answerModal, askedText, questionModal, sentModal } from "../../src/slack/requests/note-modal.ts";
import { proceedModal } from "../../src/slack/requests/proceed-modal.ts";
import { mrkdwnVoice } from "../../src/slack/voice.ts";
import { date, maybe, problems, text } from "./helpers/views.ts";

const voice = mrkdwnVoice("America/New_York", "Acme Builders");
const at = new Date("2026-11-20T19:32:00Z");
const companyId = "acmecompan";
const requestId = "0123456789abcdef";
const ref = `${companyId}.${requestId}`;
const binding = ref;
const company = { displayName: "Acme Builders" };
const name = (firstName: string, lastName: string) => ({ firstName, lastName });
const [olivia, marcus, sam] = [name("Olivia", "Reyes"), name("Marcus", "Webb"), name("Sam", "Okafor")];
const petra = {
  ...name("Petra", "Alvarez"),
  email: "petra@alvarezdrywall.com",
  organisation: "Alvarez Drywall" as string | null,
  relationship: "payee" as "payee" | "employee",
};
const nora = {
  ...name("Nora", "Kim"),
  email: "nora@acmebuilders.com",
  organisation: null,
  relationship: "employee" as const,
};

const channelOf = (channelName: string) => ({ workspaceId: "T1", channelId: "C1", name: channelName });
const governance = (reset: number, channelName: string): Governance => ({
  policy: { ...defaultPolicy, approvals: { ...defaultPolicy.approvals, reset } },
  channel: channelOf(channelName),
});
const allDetails = (written: string): RequestDetails[] => [
  {
    ...{ kind: "reset", reason: "lost_phone", verifiedHow: "called", attestation: "I called them" },
    ...{ note: written, link: null },
  },
  { kind: "grant", why: written },
  { kind: "revoke" },
  { kind: "system_administrator", invitee: null },
  { kind: "policy", before: governance(1, "approvals"), after: governance(0, written) },
  { kind: "email", from: petra.email, to: written },
];

type Facts = Followed["facts"];
type Request = Facts["request"];
const factsOf = (details: RequestDetails, more: Partial<Request> = {}): Facts => ({
  request: {
    ...{ id: requestId, kind: details.kind, state: "pending", details, isAsk: details.kind === "reset" },
    ...{ isBreakGlass: false, isReducedQuorum: false, createdAt: at, expiresAt: at },
    ...{ decidedAt: more.state ? at : null, denyReason: null, ...more },
  },
  requester: details.kind === "reset" ? sam : olivia,
  subject: details.kind === "policy" ? null : details.kind === "reset" ? petra : nora,
  decidedBy: more.state ? marcus : null,
  approvals: more.state === "executed" ? [marcus] : [],
  quorum: { required: 1, given: 0 },
  reset: more.state === "executed" && details.kind === "reset" ? { outcome: "open", outcomeAt: null } : null,
  named: [olivia, marcus],
  approvers: [olivia, marcus],
});
const seenBy = (viewer: "requester" | "decider", facts: Facts): Followed => {
  const isPending = facts.request.state === "pending";
  const isMine = viewer === "requester" && isPending;
  return { viewer, facts, mayApprove: isPending && !isMine, mayCancel: isMine, mayProceed: isMine };
};
const [resetAsk, grant, , , policy] = allDetails("Ticket 8841") as [
  RequestDetails,
  RequestDetails,
  RequestDetails,
  RequestDetails,
  RequestDetails,
];
const forgotten = { ...resetAsk, isPasswordForgotten: true } as RequestDetails;
const zone = { timeZone: "America/New_York" };
const warnings = [
  { why: "administrator", at: null },
  { why: "phone_changed", at },
] as const;
const follow = (seen: Parameters<typeof followModal>[0]["seen"], notice?: string) =>
  followModal({ seen, requestId, companyId, company, voice, ...(notice ? { notice } : {}) });
const approved = (facts: Facts) => {
  const { details } = facts.request;
  const isPasswordForgotten = details.kind === "reset" && details.isPasswordForgotten === true;
  const more = { id: requestId, isStolen: false, isPasswordForgotten, codeExpiresAt: at };
  const whole = { ...facts, reset: facts.reset && { ...facts.reset, ...more }, isSubjectEnrolled: true };
  const place = { companyId, publicUrl: "https://pay.acme.com", company, isRequester: isPasswordForgotten };
  return approvedModal({ ...place, facts: whole, voice, mayUndo: true });
};
const card: GrantForm["card"] = {
  ...{ userId: requestId, firstName: "Nora", name: "Nora Kim", email: nora.email, organisation: null },
  ...{ relationship: "employee", role: "system_administrator", status: "active" },
  ...{ isPaymentsAdmin: false, isOneself: false, isUnfinished: false, invitation: null },
};
const grantForm: GrantForm = { challengeId: "x", card, required: 1, isReduced: false, deciders: ["Marcus"] };
const chosen = { ...nora, id: requestId, name: "Nora Kim", role: "member", status: "active" } as const;

const views: Record<string, ModalView> = {
  ...Object.fromEntries(
    allDetails("Ticket 8841").map((details) => [
      `request-approve-${details.kind}`,
      decisionModal({
        companyId,
        binding,
        facts: factsOf(details),
        isLast: true,
        warnings: [],
        ...zone,
        voice,
      }),
    ]),
  ),
  "request-approve-reset-forgotten": decisionModal({
    ...{ companyId, binding, facts: factsOf(forgotten), isLast: true, warnings: [], ...zone, voice },
  }),
  "request-approved-forgotten": approved(factsOf(forgotten, { state: "executed" })),
  "request-approve-first": decisionModal({
    ...{
      companyId,
      binding,
      facts: factsOf(resetAsk),
      isLast: false,
      warnings: [...warnings],
      ...zone,
      voice,
    },
    notice: "This form was renewed.",
  }),
  "request-approved": approved(factsOf(resetAsk, { state: "executed" })),
  "request-approved-first": approved({
    ...factsOf(grant),
    approvals: [marcus],
    quorum: { required: 2, given: 1 },
  }),
  "request-deny": denyModal({ ref, facts: factsOf(resetAsk), voice }),
  "request-deny-settings": denyModal({ ref, facts: factsOf(policy), voice }),
  "request-denied": deniedModal(factsOf(resetAsk, { state: "denied", denyReason: "not verified" }), voice),
  "request-question": questionModal({ ref, facts: factsOf(resetAsk), voice }),
  "request-question-sent": sentModal("Question sent", askedText("Sam", voice)),
  "request-answer": answerModal({
    ...{ ref, facts: factsOf(resetAsk), voice },
    question: { byName: "Olivia Reyes", text: "Which number did you call?" },
  }),
  "request-follow": follow(seenBy("requester", factsOf(resetAsk)), "*Reminded.*"),
  "request-follow-denied": follow(
    seenBy("requester", factsOf(resetAsk, { state: "denied", denyReason: "not verified" })),
  ),
  "request-follow-decider": follow(seenBy("decider", factsOf(grant))),
  "request-follow-colleague": follow({ viewer: "colleague", requesterName: "Sam Okafor", name: "Petra", at }),
  "request-proceed": proceedModal({ binding, facts: factsOf(grant), voice }),
  "grant-who": whoModal({ companyId }),
  "grant-who-filled": whoModal({ companyId, chosen, why: "Covers for me" }),
  "grant-confirm": confirmModal({ form: grantForm, binding, voice, why: "Covers for me", isPushed: true }),
  "grant-confirm-alone": confirmModal({
    form: { ...grantForm, card: { ...card, status: "invited" }, required: 0, isReduced: true, deciders: [] },
    ...{ binding, voice, why: undefined, isPushed: false, notice: "This form was renewed." },
  }),
};

describe("snapshots that paste into Block Kit Builder, and that Slack takes", () => {
  it.each(Object.entries(views))("view %s", async (view, shown) => {
    await expect(`${JSON.stringify(shown, null, 2)}\n`).toMatchFileSnapshot(`views/${view}.json`);
    expect(problems(shown)).toEqual([]);
  });
});

const buttonTexts = /"type":"button","action_id":"[^"]*","text":\{"type":"plain_text","text":"([^"]*)"/g;
const labelsOf = (view: ModalView) => [
  ...[view.title, view.submit, view.close].map((one) => one?.text ?? ""),
  ...[...JSON.stringify(view).matchAll(buttonTexts)].map((match) => match[1] ?? ""),
];

it("titles and buttons have at most 24 characters", () => {
  const labels = Object.values(views).flatMap(labelsOf);
  expect(labels.length).toBeGreaterThan(70);
  expect(labels.filter((label) => [...label].length > 24)).toEqual([]);
});

const states: RequestState[] = ["pending", "approved", "denied", "cancelled", "expired", "executed"];
const any = fc.record({
  ...{ firstName: text, lastName: text, email: text, organisation: maybe(text), written: text },
  ...{ company: text, at: date, state: fc.constantFrom(...states), isLast: fc.boolean() },
  required: fc.integer({ min: 0, max: 3 }),
});

it("every view stays within Slack's limits whatever people, companies, reasons and notes are like", () => {
  fc.assert(
    fc.property(any, (one) => {
      const own = mrkdwnVoice("Asia/Kathmandu", one.company);
      const person = name(one.firstName, one.lastName);
      const about = { ...petra, ...person, email: one.email, organisation: one.organisation };
      const shared = { requestId, companyId, company: { displayName: one.company }, voice: own };
      const drawn = allDetails(one.written).flatMap((details) => {
        const more =
          one.state === "pending" ? {} : { state: one.state, denyReason: one.written.slice(0, 230) };
        const base = factsOf(details, { ...more, createdAt: one.at });
        const facts = {
          ...base,
          subject: base.subject && about,
          requester: person,
          named: [person, person, person],
        };
        const form = { binding, ref, facts, voice: own };
        const question = { byName: one.lastName, text: one.written };
        return [
          decisionModal({ ...form, companyId, isLast: one.isLast, warnings: [...warnings], ...zone }),
          denyModal(form),
          questionModal(form),
          answerModal({ ...form, question }),
          proceedModal(form),
          deniedModal(facts, own),
          followModal({ ...shared, seen: seenBy("requester", facts), notice: one.written.slice(0, 300) }),
          followModal({ ...shared, seen: seenBy("decider", facts) }),
        ];
      });
      const onlooker = {
        viewer: "colleague",
        requesterName: one.lastName,
        name: one.firstName,
        at: one.at,
      } as const;
      const who = { firstName: one.firstName, name: one.lastName, email: one.email };
      const deciders = Array.from({ length: 7 }, () => one.firstName);
      const form = { ...grantForm, required: one.required, deciders, card: { ...card, ...who } };
      const all = [
        ...drawn,
        followModal({ ...shared, seen: onlooker }),
        whoModal({ companyId, chosen: { ...chosen, ...who }, why: one.written }),
        confirmModal({ form, binding, voice: own, why: one.written, isPushed: true }),
      ];
      expect(all.flatMap(problems)).toEqual([]);
      expect(all.flatMap(labelsOf).filter((label) => [...label].length > 24)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
