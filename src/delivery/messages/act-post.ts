import type { AuditFacts } from "../../crypto/audit-hash.ts";
import { fullName } from "../../domain/person.ts";
import { findAuditEvent } from "../../store/audit.ts";
import { findUser, type User } from "../../store/users.ts";
import { type Sentence, say, toMrkdwn } from "../words.ts";
import type { ChannelRenderer } from "./context.ts";
import { sectionBlock } from "./slack-blocks.ts";

type Act = { by: string; whom: string; subject: User | undefined; facts: AuditFacts };

/** What was done without a request, in one sentence that calls nobody. */
export const actSentences: Readonly<Record<string, (act: Act) => Sentence>> = {
  user_invited: ({ by, whom, subject, facts }) =>
    say`${by} invited ${whom}${invitedAs(subject, facts)} (${subject?.email ?? ""}).`,
  invitation_resent: ({ by, whom }) => say`${by} sent ${whom} the invitation again.`,
  invitation_withdrawn: ({ by, whom }) => say`${by} withdrew the invitation to ${whom}.`,
  system_administrator_lowered: ({ by, whom, facts }) =>
    facts["wasPaymentsAdmin"] === true
      ? say`${by} made ${whom} a member: no longer a System Administrator, nor a Payments Admin.`
      : say`${by} made ${whom} a member: no longer a System Administrator.`,
  user_deactivated: ({ by, whom }) => say`${by} deactivated ${whom}.`,
  user_reactivated: ({ by, whom }) => say`${by} reactivated ${whom}, who has a new invitation.`,
  user_held: ({ by, whom, facts }) => {
    const until = new Date(String(facts["until"]));
    const when = Number.isNaN(until.getTime()) ? say`` : say` until ${{ until }}`;
    return say`${by} locked the account of ${whom}${when}: the phone may be in the wrong hands.`;
  },
  user_released: ({ by, whom }) => say`${by} unlocked the account of ${whom}.`,
};

/** One line for an act in the approvals channel, from its event in the audit chain. */
export const actPost: ChannelRenderer = async ({ tx, message, company }) => {
  const { approvalsWorkspaceId: workspaceId, approvalsChannelId: channelId } = company;
  const event = await findAuditEvent(tx, Number(message.refId));
  if (!event || !workspaceId || !channelId) return undefined;
  const actor = event.actorId ? await findUser(tx, event.actorId) : undefined;
  const subject = event.subjectId ? await findUser(tx, event.subjectId) : undefined;
  const by = actor ? fullName(actor) : "The operator";
  const whom = subject ? fullName(subject) : "";
  const sentenceOf = actSentences[event.kind] ?? (() => unknownSentence(event.kind, by, whom));
  const sentence = sentenceOf({ by, whom, subject, facts: event.facts });
  const text = toMrkdwn(sentence, company.timeZone);
  return { post: { workspaceId, channelId, text, blocks: [sectionBlock(text)] } };
};

/** A newer process may have done what this one has no words for: better plainly told than left out. */
const unknownSentence = (kind: string, by: string, whom: string): Sentence =>
  say`${by}: ${kind.replaceAll("_", " ")}${whom ? ` (${whom})` : ""}.`;

function invitedAs(subject: User | undefined, facts: AuditFacts): Sentence {
  if (facts["role"] === "system_administrator") return say` as System Administrator`;
  if (subject?.relationship !== "payee") return say``;
  return subject.organisation ? say` of ${subject.organisation} as payee` : say` as payee`;
}
