import { fullName } from "../../domain/person.ts";
import type { RequestFacts } from "../../store/request-facts.ts";
import { findUser } from "../../store/users.ts";
import { type Sentence, say } from "../words.ts";
import type { ChannelContext } from "./context.ts";

/** How it came to be done: who agreed, or why nobody had to. */
export function decisionOf({ request, approvals, decidedBy }: RequestFacts): Sentence {
  const by = decidedBy ? fullName(decidedBy) : "";
  if (request.isBreakGlass) return say`${by} proceeded without approval, after nobody had decided.`;
  if (approvals.length === 0)
    return request.isReducedQuorum
      ? say`${by} did this without approval: there was nobody else to approve.`
      : say`${by} did this.`;
  const names = approvals.map(fullName).join(" and ");
  return request.isReducedQuorum
    ? say`Approved by ${names}. That was enough: fewer people can approve than the rule asks for.`
    : say`Approved by ${names}.`;
}

/** What is true now that it is done, and what comes next. B14: nothing is said to have happened that has not. */
export async function effectOf(context: ChannelContext, facts: RequestFacts): Promise<Sentence[]> {
  const { request, subject } = facts;
  const name = subject ? fullName(subject) : "";
  switch (request.details.kind) {
    case "reset":
      return resetEffect(context, facts);
    case "grant":
      return [await grantEffect(context, facts)];
    case "revoke":
      return [say`${{ strong: `${name} is no longer a Payments Admin.` }}`];
    case "system_administrator":
      return request.details.invitee
        ? [
            say`${{ strong: `${name} is invited as System Administrator.` }} The invitation goes to ${request.details.invitee.email}.`,
          ]
        : [say`${{ strong: `${name} is a System Administrator now.` }}`];
    case "policy":
      return [say`${{ strong: "The approval settings are changed." }}`];
    case "email":
      return [
        say`${{ strong: `${name}'s sign-in email is changed.` }} ${subject?.firstName ?? ""} signs in with ${request.details.to} from now on.`,
      ];
  }
}

function resetEffect({ company }: ChannelContext, { subject, reset }: RequestFacts): Sentence[] {
  if (!subject || reset?.outcome !== "open") return [];
  const name = subject.firstName;
  return [
    say`${{ strong: `${name}'s MFA is reset.` }} They're not back in yet. A setup code goes to ${subject.email}, good until ${{ until: reset.codeExpiresAt }}.`,
    say`${{ strong: `Tell ${name}:` }} "Sign in with your password, then type the setup code from the email. Check spam for '${company.displayName} payments'. Have your new phone ready. We will never ask you for that code."`,
  ];
}

/** A grant counts from enrolment on (DESIGN 2). */
async function grantEffect({ tx }: ChannelContext, { request, subject }: RequestFacts): Promise<Sentence> {
  const name = subject ? fullName(subject) : "";
  const user = request.subjectId ? await findUser(tx, request.subjectId) : undefined;
  return user?.firstEnrolledAt
    ? say`${{ strong: `${name} is a Payments Admin now.` }}`
    : say`${{ strong: `${name} becomes a Payments Admin` }} once they have accepted the invitation and set up their sign-in codes.`;
}
