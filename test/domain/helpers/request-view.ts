import type { RequestDetails } from "../../../src/domain/request.ts";
import type { RequestView, Words } from "../../../src/domain/request-text.ts";

export const askedAt = new Date("2026-11-20T19:32:00Z");
export const decidedAt = new Date("2026-11-20T19:40:00Z");

/** What others wrote stands in ‹…›, and a time is its hour and minute. */
export const words: Words = {
  said: (text) => `‹${text}›`,
  at: (date) => `at ${date.toISOString().slice(11, 16)}`,
};

export const name = (firstName: string, lastName: string) => ({ firstName, lastName });
export const petra = {
  ...name("Petra", "Alvarez"),
  ...{ email: "petra@a.example", organisation: "Alvarez Drywall" as string | null },
  relationship: "payee" as "payee" | "employee",
};

export const resetDetails = {
  ...{ kind: "reset" as const, reason: "lost_phone" as const, verifiedHow: "called" as const },
  ...{ attestation: "x", note: null as string | null, link: null },
};

/** Sam's ask for a reset of Petra, as it waits. */
export function view({
  request,
  ...more
}: { request?: Partial<RequestView["request"]> } & Partial<Omit<RequestView, "request">> = {}): RequestView {
  return {
    request: {
      ...{ state: "pending", isAsk: true, isBreakGlass: false, isReducedQuorum: false },
      ...{ details: resetDetails, createdAt: askedAt, expiresAt: new Date("2026-11-21T19:32:00Z") },
      ...{ decidedAt: null, denyReason: null },
      ...request,
    },
    requester: name("Sam", "Okafor"),
    ...{ subject: petra, decidedBy: null, approvals: [], quorum: { required: 1, given: 0 }, reset: null },
    ...more,
  };
}

export const governance = (channelId: string | null, channelName = "approvals") => ({
  policy: {
    approvals: { grant: 1, system_administrator: 1, revoke: 0, reset: 0 },
    ...{ breakGlassAfterMs: (24 * 60 * 60_000) as number | null, isAppOnlyForAdministrators: false },
  },
  channel: channelId === null ? null : { workspaceId: "T1", channelId, name: channelName },
});

/** One of every kind of request, and of each way that it can be meant. */
export const everyDetails: RequestDetails[] = [
  { kind: "grant", why: "Olivia leaves" },
  { kind: "revoke" },
  { kind: "system_administrator", invitee: null },
  { kind: "system_administrator", invitee: { email: "petra@a.example", ...name("Petra", "Alvarez") } },
  resetDetails,
  { ...resetDetails, isPasswordForgotten: true, note: "Ticket 7" },
  { kind: "policy", before: governance("C1"), after: governance(null) },
  { kind: "email", from: "petra@old.example", to: "petra@new.example" },
];
