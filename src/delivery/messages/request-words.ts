import { fullName } from "../../domain/person.ts";
import { closedAs } from "../../domain/request.ts";
import { needsText } from "../../domain/request-needs.ts";
import { consequence, headline, reasons, stateText, subjectLine } from "../../domain/request-text.ts";
import { findRequestFacts, type RequestFacts } from "../../store/request-facts.ts";
import { findUser } from "../../store/users.ts";
import { type Sentence, say } from "../words.ts";
import type { ChannelContext } from "./context.ts";

/** The request of a message as it is now. Its time may be over before the timer has said so. */
export async function findShownRequest(
  { tx, now, company }: Pick<ChannelContext, "tx" | "now" | "company">,
  id: string,
): Promise<RequestFacts | undefined> {
  const facts = await findRequestFacts(tx, { id, now, company });
  if (facts?.request.state !== "pending" || closedAs(facts.request, now) !== "expired") return facts;
  const { expiresAt } = facts.request;
  return { ...facts, request: { ...facts.request, state: "expired", decidedAt: expiresAt } };
}

export const isPending = ({ request }: RequestFacts) => request.state === "pending";

/** "*Sam Okafor asks to reset MFA for Petra Alvarez*". */
export const headlineOf = (facts: RequestFacts): Sentence =>
  say`${{ told: (words) => headline(facts, words), isStrong: true }}`;

/** The same within a sentence: "Sam Okafor asks to …". */
export const askedOf = (facts: RequestFacts): Sentence => say`${{ told: (words) => headline(facts, words) }}`;

/** "Marcus Bell made Nora Kim a Payments Admin": by the requester alone. */
export const doneOf = (facts: RequestFacts): Sentence => {
  const request = { ...facts.request, isBreakGlass: false };
  return say`${{ told: (words) => headline({ ...facts, request, approvals: [] }, words) }}`;
};

/** "Alvarez Drywall · payee · petra@alvarezdrywall.com"; none where nobody is meant. */
export const subjectOf = (facts: RequestFacts): Sentence[] =>
  facts.subject ? [say`${{ told: (words) => subjectLine(facts, words) }}`] : [];

/** "*Why* Lost or broken phone · *Verified* Called a number we already had", and what else speaks for it. */
export function reasonsOf(facts: RequestFacts): Sentence[] {
  // Only labels and number count here: the texts are said by each target.
  const labels = reasons(facts, { said: (text) => text, at: () => "" }).map(([label]) => label);
  const textOf = (index: number, isLong = false): Sentence =>
    say`${{ told: (words) => reasons(facts, words)[index]?.[1] ?? "", isLong }}`;
  const isList = facts.request.kind === "policy";
  const [first] = labels;
  if (isList && first) return [say`${{ label: first }} ${joined(labels.map((_, index) => textOf(index)))}`];
  // What a person wrote, in a field of 500, is a section of its own.
  const sentences = labels.map((label, index) => say`${{ label }} ${textOf(index, true)}`);
  const source = sourceOf(facts);
  return facts.request.kind === "reset"
    ? [joined(sentences.slice(0, 2)), ...sentences.slice(2), ...source]
    : sentences;
}

/** A message in Slack, by its own address and no other (R63). */
const permalink = /^https:\/\/(?:[a-z0-9-]+\.)?slack\.com\/archives\/[A-Z0-9]+\/p\d+(\?[\w=&.-]*)?$/;

/** Where it was asked for, when it began with a message. */
function sourceOf({ request: { details } }: RequestFacts): Sentence[] {
  const url = details.kind === "reset" ? details.link : null;
  return url && permalink.test(url) ? [say`${{ link: "See the message that it's about", url }}`] : [];
}

const joined = (sentences: readonly Sentence[]): Sentence =>
  sentences.flatMap((sentence, index) => (index === 0 ? sentence : say` · ${sentence}`));

/** What a yes leads to. A reset's own name says it. */
export const consequenceOf = (facts: RequestFacts): Sentence[] =>
  facts.request.kind === "reset" ? [] : [say`${{ told: (words) => consequence(facts, words) }}`];

/** "Approved by Olivia Reyes, 2:31 PM. Reset, waiting for Petra." */
export const stateOf = (facts: RequestFacts): Sentence =>
  say`${{ told: (words) => stateText(facts, words) }}`;

/** "Approved by Nora Kim · 1 more Payments Admin needed · expires tomorrow 2:20 PM". */
export function needsOf(facts: RequestFacts): Sentence {
  const { approvals, matter, quorum, request } = facts;
  const names = approvals.map(fullName).join(", ");
  const given = approvals.length > 0 ? say`Approved by ${names} · ` : say``;
  return say`${given}${needsText(matter, quorum)} · expires ${{ until: request.expiresAt }}`;
}

/** What the requester may do when nobody decides; none where nothing but a yes helps. */
export function proceedOf({ request, requester }: RequestFacts, now: Date): Sentence[] {
  if (!request.breakGlassAt) return [];
  const { firstName } = requester;
  return request.breakGlassAt <= now
    ? [say`Nobody has decided: ${firstName} may now proceed without approval. A Deny ends that.`]
    : [
        say`If nobody decides, ${firstName} may proceed without approval from ${{ until: request.breakGlassAt }} on.`,
      ];
}

/** Who is told of, by the id that travelled with the news. */
export async function findName({ tx }: Pick<ChannelContext, "tx">, id: string | undefined) {
  const user = id === undefined ? undefined : await findUser(tx, id);
  return user && fullName(user);
}
