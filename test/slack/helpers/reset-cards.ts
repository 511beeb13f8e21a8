import type { ApprovalReason } from "../../../src/domain/refusal.ts";
import type { WaitingView } from "../../../src/domain/waiting-text.ts";
import type { waitingModal } from "../../../src/slack/reset-mfa/waiting-modal.ts";

export const at = new Date("2026-11-20T19:32:00Z");
export const companyId = "acmecompan";
export const binding = `${companyId}.0123456789abcdef`;
export const requestId = "0123456789abcdef";
export const threadUrl = "https://slack.com/archives/C0APPROVALS/p1548261231000200";

export const card = {
  userId: "0123456789abcdef",
  firstName: "Petra",
  name: "Petra Alvarez",
  email: "petra@alvarezdrywall.com",
  organisation: "Alvarez Drywall" as string | null,
  relationship: "payee" as "employee" | "payee",
  factors: ["totp"] as "totp"[],
  lastSignInAt: at as Date | null,
  contactPhone: "+1 555 010 3344" as string | null,
  contactPhoneSince: at as Date | null,
  hasRecoveryCode: true,
  lockedUntil: null as Date | null,
  heldUntil: null as Date | null,
  helpNumber: null as string | null,
  warnings: [] as { why: ApprovalReason; at: Date | null }[],
  companyName: "Acme Builders",
  timeZone: "America/New_York",
};
export const doubtful = {
  ...card,
  heldUntil: at,
  helpNumber: "4821",
  warnings: [
    { why: "administrator", at: null },
    { why: "phone_changed", at },
  ] satisfies typeof card.warnings,
};
export const reset = {
  executedAt: at,
  actorName: "Olivia Reyes",
  outcome: "open" as "open" | "lapsed",
  codeExpiresAt: at,
  mailAcceptedAt: at as Date | null,
  isStolen: false,
  isPasswordForgotten: false,
  requestId: requestId as string | null,
  threadUrl: threadUrl as string | undefined,
};
const olivia = { firstName: "Olivia", lastName: "Reyes" };
const nora = { firstName: "Nora", lastName: "Kim" };
/** Petra's request, pending or decided. */
type Facts = Parameters<typeof waitingModal>[0]["facts"];
export const waiting = (more: Partial<WaitingView["request"]> = {}): Facts => ({
  request: {
    id: requestId,
    requesterId: "samsamsamsamsams",
    state: "pending" as const,
    isAsk: true,
    isBreakGlass: false,
    isReducedQuorum: false,
    details: {
      kind: "reset" as const,
      reason: "lost_phone" as const,
      verifiedHow: "called" as const,
      attestation: "x",
      note: null,
      link: null,
    },
    createdAt: at,
    expiresAt: at,
    decidedAt: more.state ? at : null,
    denyReason: null,
    ...more,
  },
  requester: { firstName: "Sam", lastName: "Okafor" },
  subject: { ...card, lastName: "Alvarez" },
  decidedBy: more.state ? olivia : null,
  approvals: more.state === "executed" ? [olivia] : [],
  quorum: { required: 1, given: 0 },
  reset: more.state === "executed" ? { outcome: "open" as const, outcomeAt: null } : null,
  named: [nora, olivia],
  approvers: [nora, olivia],
});
export const company = { displayName: "Acme Builders", timeZone: "America/New_York" };
