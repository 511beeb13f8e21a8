import type { ApprovalReason } from "./refusal.ts";
import { orText } from "./refusal-text.ts";
import type { Words } from "./request-text.ts";

type Needs = { required: number; deciders: string[] };

/** More names than this would name everybody and nobody. */
const maxNames = 5;

/** "Nora", "Nora or Marcus", "2 of Nora, Marcus and Olivia"; the role where nobody is there now. */
export function decidersText({ required, deciders }: Needs, { said }: Pick<Words, "said">): string {
  const names = deciders.slice(0, maxNames).map(said);
  const others = deciders.length > maxNames ? [...names, "others"] : names;
  if (others.length === 0) return required > 1 ? `${required} administrators` : "a Payments Admin";
  if (required <= 1 || others.length === 1) return orText(others);
  const list = `${others.slice(0, -1).join(", ")} and ${others.at(-1)}`;
  return others.length === required ? list : `${required} of ${list}`;
}

/** Why somebody else must agree, as it follows "because". */
export function becauseText(why: ApprovalReason | undefined, name: string): string {
  if (why === undefined) return "your company asks for it";
  const texts: Record<ApprovalReason, string> = {
    administrator: `${name} is an administrator`,
    password_forgotten: `${name} forgot the password, too`,
    reset_lately: `${name} was reset in the last 30 days`,
    email_changed: `${name}'s email changed in the last 7 days`,
    phone_changed: `${name}'s contact phone changed in the last 7 days`,
    password_changed: `${name}'s password changed in the last 7 days`,
  };
  return texts[why];
}

/** Who must agree to a new Payments Admin. */
export function grantApprovalText(
  { required, isReduced, deciders }: Needs & { isReduced: boolean },
  words: Pick<Words, "said">,
): string {
  if (required === 0)
    return isReduced
      ? "*There is nobody else to approve,* so it counts at once, and every administrator is told."
      : "*Nobody else needs to approve:* it counts at once.";
  if (deciders.length === 0)
    return `*${required} ${required === 1 ? "approval is" : "approvals are"} needed,* and nobody can give one right now. The request waits for them.`;
  const who = decidersText({ required, deciders }, words);
  return `*${who.slice(0, 1).toUpperCase()}${who.slice(1)} must agree first.* Nothing changes before that.`;
}
