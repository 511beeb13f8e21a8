import type { RequestFacts } from "../../../src/store/request-facts.ts";
import type { Request } from "../../../src/store/requests.ts";

const at = new Date("2026-11-20T19:32:00Z");

/** A row of Sam's ask for Petra, as it waits. */
export const requestRow = (more: Partial<Request> = {}): Request => ({
  ...{ companyId: "acmecompan", id: "0123456789abcdef", kind: "reset", state: "pending", isAsk: true },
  ...{ requesterId: "sam", subjectId: "petra", subjectKey: "petra", subjectEpoch: 0, secretBox: null },
  details: {
    ...{ kind: "reset", reason: "lost_phone", verifiedHow: "called", attestation: "x" },
    ...{ note: null, link: null },
  },
  ...{ ruleAtCreation: 1, createdAt: at, expiresAt: at, breakGlassAt: null, remindedAt: null },
  ...{ decidedAt: null, decidedBy: null, denyReason: null, resetId: null },
  ...{ isBreakGlass: false, isReducedQuorum: false },
  ...more,
});

type Asked = { name?: string; email?: string; state?: "pending" | "denied"; why?: string };

/** What Sam asks for somebody, whom one of the same name said yes to, and denied where it is. */
export function askFacts({ name = "Petra", email = "petra@alvarezdrywall.com", ...more }: Asked = {}) {
  const { state = "pending", why = null } = more;
  const isDenied = state === "denied";
  const somebody = (id: string) => ({ id, firstName: name, lastName: name });
  const facts: RequestFacts = {
    request: requestRow({
      ...{ state, denyReason: why, decidedAt: isDenied ? at : null, decidedBy: isDenied ? "o" : null },
    }),
    requester: { id: "sam", firstName: "Sam", lastName: "Okafor", email: "sam@acmebuilders.com" },
    subject: { firstName: name, lastName: name, email, organisation: name, relationship: "payee" },
    isSubjectEnrolled: true,
    decidedBy: isDenied ? somebody("o") : null,
    approvals: [{ ...somebody("n"), at }],
    matter: {
      ...{ kind: "reset", requesterId: "sam", subjectId: "petra", isAsk: true },
      ...{ isAboutAdministrator: false, needsSecondPerson: false },
    },
    quorum: { rule: 1, required: 1, given: 0, isReduced: false, isReached: false },
    ...{ approvers: [somebody("n")], named: [somebody("n")], deciderIds: ["n"], reset: null },
  };
  return facts;
}
