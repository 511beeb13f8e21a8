import type { Session } from "../../flows/find-session.ts";

/** What keeps a form from going on: at a field, or of the whole. `wayOn` is where else to go. */
export type Problem = { field?: string; text: string; wayOn?: { href: string; text: string } | undefined };

/** Whom to ask at the company. */
export type Help = { helpName: string; helpEmail: string; helpPhone: string | null };

/** What stands around every page. */
export type Frame = {
  title: string;
  /** Display name of the company, where it is known. */
  company?: string | undefined;
  help?: Help | undefined;
  /** First name of whoever is signed in, or on the way there. */
  person?: string | undefined;
  problems?: Problem[] | undefined;
  isWide?: boolean | undefined;
  /** Where one can go: of a whole session. */
  nav?: { isEmployee: boolean } | undefined;
  /** The part of the portal that the page belongs to. */
  section?: Section | undefined;
  /** A page that offers more where JavaScript runs; all of them work without. */
  hasScript?: boolean | undefined;
};

export type Section = "team" | "payments" | "approvals" | "account";

/** The company's contact, unless that is the reader. */
export const helpFor = ({ company, user }: Session): Help | undefined =>
  company.helpEmail === user.email ? undefined : company;

/** The frame of a page inside a session; of a bare one without. */
export function frameOf(session: Session | undefined, title: string, problems: Problem[] = []): Frame {
  if (!session) return { title, problems };
  const { company, user } = session;
  const nav = session.next === "done" ? { isEmployee: user.relationship === "employee" } : undefined;
  const help = helpFor(session);
  return { title, problems, company: company.displayName, help, person: user.firstName, nav };
}

export const problemAt = (problems: Problem[], field: string) =>
  problems.find((problem) => problem.field === field);
