import { reasonTexts, wayTexts } from "../domain/reset-text.ts";
import type { AuditReport, ReportedPerson, ReportedReset } from "../flows/report-audit.ts";

type Of = { company: string; from: Date; to: Date; trail: { events: number; brokenAt: number | null } };

/** The report for a person's eyes: one paragraph for each question that an auditor asks. Times are UTC. */
export function auditReportText({ company, from, to, trail }: Of, report: AuditReport): string {
  const verdict = trail.brokenAt === null ? "unbroken" : `BROKEN at event ${trail.brokenAt}`;
  const holder = ({ since, by, ...person }: AuditReport["paymentsAdmins"][number]) =>
    `${whoText(person)}, since ${timeText(since)}, by ${by.name}`;
  return [
    `Audit report of ${company}, from ${timeText(from)} to ${timeText(to)}`,
    `Events in the audit trail: ${trail.events}, ${verdict}`,
    section("MFA resets", report.resets.map(resetText)),
    section("Payments Admins now", report.paymentsAdmins.map(holder)),
    section("System Administrators now", report.systemAdministrators.map(holder)),
    section(
      "Changed settings",
      report.policyChanges.map(
        ({ at, by, facts }) => `${timeText(at)}, by ${whoText(by)}: ${JSON.stringify(facts)}`,
      ),
    ),
    counts("Lock-outs", report.lockouts),
    counts("Refused", report.refusals),
    section("Emergency access", report.emergencyAccess.map(accessText)),
    section(
      "Done without the approvals, after the wait",
      report.withoutApproval.map(
        ({ at, by, kind, subject }) =>
          `${timeText(at)}, by ${whoText(by)}: ${kind}${subject ? ` of ${whoText(subject)}` : ""}`,
      ),
    ),
  ].join("\n\n");
}

function resetText(reset: ReportedReset): string {
  const { executedAt, subject, by, approvals, notices, outcome, outcomeAt, note } = reset;
  const reasons: Record<string, string> = reasonTexts;
  const ways: Record<string, { told: string }> = wayTexts;
  const approved = approvals.map((one) => `${whoText(one.by)}, ${timeText(one.at)}`).join("; ");
  return [
    `${timeText(executedAt)}, ${whoText(subject)}`,
    `by ${whoText(by)}`,
    `why: ${reasons[reset.reason] ?? reset.reason}${note === null ? "" : ` (${note})`}`,
    `verified: ${ways[reset.verifiedHow]?.told ?? reset.verifiedHow}. "${reset.attestation}"`,
    `approved by: ${approved || "nobody had to"}`,
    `told: ${notices.map(noticeText).join("; ") || "the outbox keeps nothing of it any more"}`,
    `outcome: ${outcome}${outcomeAt ? `, ${timeText(outcomeAt)}` : ""}`,
  ].join("\n    ");
}

function noticeText({ kind, deliveredAt, givenUpAt }: ReportedReset["notices"][number]): string {
  if (deliveredAt) return `${kind} accepted ${timeText(deliveredAt)}`;
  return givenUpAt ? `${kind} given up ${timeText(givenUpAt)}` : `${kind} not sent yet`;
}

function accessText(access: AuditReport["emergencyAccess"][number]): string {
  const { subject, openedBy, openedAt, reason, confirmedBy, confirmedAt } = access;
  const confirmed = confirmedAt ? `confirmed by ${confirmedBy}, ${timeText(confirmedAt)}` : "never confirmed";
  return `${whoText(subject)}: opened by ${openedBy}, ${timeText(openedAt)} (${reason}); ${confirmed}`;
}

const whoText = ({ name, email }: Pick<ReportedPerson, "name" | "email">) =>
  email ? `${name} <${email}>` : name;

const timeText = (at: Date | null) =>
  at ? `${at.toISOString().slice(0, 16).replace("T", " ")} UTC` : "before the trail";

const section = (title: string, lines: string[]) =>
  [`${title}: ${lines.length || "none"}`, ...lines.map((line) => `  ${line}`)].join("\n");

const counts = (title: string, of: Record<string, number>) =>
  [
    `${title}:`,
    ...Object.entries(of).map(([kind, count]) => `  ${kind.replaceAll("_", " ")}: ${count}`),
  ].join("\n");
