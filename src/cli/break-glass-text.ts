import type { NoRescue } from "../flows/open-break-glass.ts";

/** Why emergency access is not for this account, and what is. */
export function rescueNoText({ code, name }: NoRescue): string {
  switch (code) {
    case "not_administrator":
      return `${name} is no administrator, so emergency access isn't for them: a Payments Admin resets their MFA in Slack. Nothing was changed.`;
    case "not_active":
      return `${name}'s account isn't active: it is invited only, or deactivated. If they are invited, \`invitation resend\` sends a new link. Nothing was changed.`;
    case "never_enrolled":
      return `${name} has never set up MFA, so there is nothing to reset: they are asked to at the next sign-in. Nothing was changed.`;
  }
}
