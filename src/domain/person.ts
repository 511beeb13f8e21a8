/** "Petra Alvarez". */
export const fullName = (person: { firstName: string; lastName: string }) =>
  [person.firstName, person.lastName].filter(Boolean).join(" ");

/** Payments Admins and System Administrators together. */
export const isAdministrator = (user: { role: string }, hasGrant: boolean) =>
  hasGrant || user.role === "system_administrator";

/** An active grant counts from enrolment on, not before (DESIGN 2). */
export const isPaymentsAdmin = (user: { status: string; firstEnrolledAt: Date | null }, hasGrant: boolean) =>
  hasGrant && user.status === "active" && user.firstEnrolledAt !== null;
