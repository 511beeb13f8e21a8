import { fullName } from "./person.ts";
import type { RequestView, Words } from "./request-text.ts";

/** With whether a new Payments Admin has set up MFA: a grant counts from then on (DESIGN 2). */
type Executed = Omit<RequestView, "request"> & {
  request: Pick<RequestView["request"], "details">;
  isSubjectEnrolled: boolean;
};

/**
 * What is true now that it is done, and what comes next; nothing is said to have happened that has not (B14). The first part
 * stands out. Undefined for a reset, which says itself how it stands.
 */
export function effectText(
  { request: { details }, subject, isSubjectEnrolled }: Executed,
  { said }: Pick<Words, "said">,
): [lead: string, rest: string] | undefined {
  const name = subject ? said(fullName(subject)) : "";
  switch (details.kind) {
    case "reset":
      return undefined;
    case "grant":
      return isSubjectEnrolled
        ? [`${name} is a Payments Admin now.`, ""]
        : [
            `${name} becomes a Payments Admin`,
            "once they have accepted the invitation and set up their sign-in codes.",
          ];
    case "revoke":
      return [`${name} is no longer a Payments Admin.`, ""];
    case "system_administrator":
      return details.invitee
        ? [
            `${name} is invited as System Administrator.`,
            `The invitation goes to ${said(details.invitee.email)}.`,
          ]
        : [`${name} is a System Administrator now.`, ""];
    case "policy":
      return ["The approval settings are changed.", ""];
    case "email":
      return [
        `${name}'s sign-in email is changed.`,
        `${subject ? said(subject.firstName) : ""} signs in with ${said(details.to)} from now on.`,
      ];
  }
}
