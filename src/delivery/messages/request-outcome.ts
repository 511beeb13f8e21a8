import { fullName } from "../../domain/person.ts";
import { effectText } from "../../domain/request-effect.ts";
import type { RequestFacts } from "../../store/request-facts.ts";
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
export function effectOf(context: ChannelContext, facts: RequestFacts): Sentence[] {
  const effect = effectText(facts, { said: (text) => text });
  if (!effect) return resetEffect(context, facts);
  const [lead, rest] = effect;
  return [rest ? say`${{ strong: lead }} ${rest}` : say`${{ strong: lead }}`];
}

function resetEffect({ company }: ChannelContext, { subject, reset, requester }: RequestFacts): Sentence[] {
  if (!subject || reset?.outcome !== "open") return [];
  const name = subject.firstName;
  const isHalf = reset.isPasswordForgotten;
  const code = isHalf ? say`Half of a setup code` : say`A setup code`;
  const tell = isHalf
    ? say`${fullName(requester)} reads ${name} the other half, which the portal shows to nobody else.`
    : say`${{ strong: `Tell ${name}:` }} "Sign in with your password, then type the setup code from the email. Check spam for '${company.displayName} payments'. Have your new phone ready. We will never ask you for that code."`;
  return [
    say`${{ strong: `${name}'s MFA is reset.` }} They're not back in yet. ${code} goes to ${subject.email}, good until ${{ until: reset.codeExpiresAt }}.`,
    tell,
  ];
}
