import type { Deps } from "../../deps.ts";
import { type SurveyedCompany, surveyCompanies } from "../../flows/survey-companies.ts";
import { viewOutboxState } from "../../flows/view-outbox-state.ts";
import type { Check } from "./check.ts";

const hourMs = 60 * 60_000;
/** A checkpoint is made each morning; an hour's play, and another for the timers. */
const checkpointLateMs = 26 * hourMs;
const oldMessageMs = 15 * 60_000;

export type Survey = { companies: SurveyedCompany[]; checks: Check[] };

/** What the rows say: who could be locked out, what was not sent, and whether the trail's end left the machine. */
export async function lookAtCompanies(deps: Deps): Promise<Survey> {
  const companies = await surveyCompanies(deps);
  const checks = [
    ...companiesCheck(companies),
    ...companies.map(administratorsCheck),
    await outboxCheck(deps),
    auditCheck(deps, companies),
  ];
  return { companies, checks };
}

function companiesCheck(companies: SurveyedCompany[]): Check[] {
  if (companies.length > 0) return [];
  const toDo = "Run: npm run cli -- company create";
  return [{ what: "companies", state: "to_do", says: "there is none yet", toDo }];
}

function administratorsCheck({
  slug,
  enrolledPaymentsAdmins: enrolled,
  paymentsAdmins,
}: SurveyedCompany): Check {
  const what = `administrators of ${slug}`;
  if (enrolled > 1) return { what, state: "ok", says: `${enrolled} Payments Admins are set up` };
  if (enrolled === 1) {
    const toDo = "Have a second one, in Slack by Add Payments Admin: one lost phone locks everybody out.";
    return { what, state: "advice", says: "only one Payments Admin is set up", toDo };
  }
  const says = `none of ${paymentsAdmins} Payments Admins is set up`;
  const toDo =
    "Have the invitation accepted; `npm run cli -- invitation resend --email EMAIL` sends it again.";
  return { what, state: "to_do", says, toDo };
}

async function outboxCheck(deps: Deps): Promise<Check> {
  const what = "messages";
  const { waiting, oldestAt, dead } = await viewOutboxState(deps);
  const ageMs = oldestAt ? deps.now().getTime() - oldestAt.getTime() : 0;
  if (dead > 0) {
    const toDo = "A System Administrator's Home in Slack says which, to whom and why.";
    return { what, state: "to_do", says: `${dead} could not be delivered in the last 7 days`, toDo };
  }
  if (ageMs > oldMessageMs) {
    const says = `${waiting} wait to be sent, the oldest for ${Math.round(ageMs / 60_000)} minutes`;
    return { what, state: "to_do", says, toDo: "Is Latchkey running? Its log says why they are not taken." };
  }
  return {
    what,
    state: "ok",
    says: waiting === 0 ? "nothing waits to be sent" : `${waiting} wait to be sent`,
  };
}

function auditCheck({ auditSigningKey, now }: Deps, companies: SurveyedCompany[]): Check {
  const what = "audit trail";
  if (!auditSigningKey) {
    const toDo = "Set AUDIT_SIGNING_KEY; `npm run cli -- init` makes one.";
    return { what, state: "advice", says: "its end is not signed: a cut may go unseen", toDo };
  }
  const since = now().getTime() - checkpointLateMs;
  const late = companies
    .filter(({ createdAt, signedAt }) => (signedAt ?? createdAt).getTime() < since)
    .map(
      ({ slug, signedAt }) =>
        `${slug} (${signedAt ? `last ${signedAt.toISOString().slice(0, 10)}` : "never"})`,
    );
  if (late.length > 0) {
    const says = `no checkpoint since yesterday: ${late.join(", ")}`;
    const toDo = "Is Latchkey running? `npm run cli -- audit checkpoint` makes one now.";
    return { what, state: "to_do", says, toDo };
  }
  const newest = companies.map(({ signedAt }) => signedAt?.getTime() ?? 0).sort((a, b) => b - a)[0];
  const says = newest
    ? `last checkpoint ${new Date(newest).toISOString()}`
    : "signing key set; the first checkpoint comes tomorrow morning";
  return { what, state: "ok", says };
}
