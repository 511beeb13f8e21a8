import type { News } from "../../domain/news.ts";
import { fullName } from "../../domain/person.ts";
import { requestButtons, writeRequestRef } from "../../domain/request-buttons.ts";
import { tellHalvesText } from "../../domain/reset-text.ts";
import type { RequestFacts } from "../../store/request-facts.ts";
import { type Sentence, say } from "../words.ts";
import { getSecret, type MessageContext, type Renderer } from "./context.ts";
import { readHalf } from "./half.ts";
import { requestUrl } from "./mail.ts";
import { noticeTo } from "./notice.ts";
import { becauseOf, cancelledLine, noteOf, told } from "./request-news.ts";
import { decisionOf, effectOf } from "./request-outcome.ts";
import { askedOf, findName, findShownRequest, isPending } from "./request-words.ts";

type Doing = "answer" | "askAgain" | "proceed" | "remind" | "review";
type Words = { subject: string; sentences: Sentence[]; doing?: Doing };
type Wording = (
  context: MessageContext,
  facts: RequestFacts,
) => Promise<Words | undefined> | Words | undefined;

/** What became of a request, to whoever asked; an answer to whoever had asked for it. With what can be done next. */
export const requestNotice: Renderer = async (context) => {
  const facts = await findShownRequest(context, context.message.refId);
  const wording = wordings.get(getSecret(context, "news"));
  const words = facts && wording && (await wording(context, facts));
  if (!words) return undefined;
  const { doing, ...rest } = words;
  const page = { label: "See the request", url: requestUrl(context, facts.request.id) };
  const notice = { ...rest, page };
  if (!doing) return noticeTo(context, notice);
  const value = writeRequestRef(context.company.id, facts.request.id);
  const button = { label: labels[doing], actionId: requestButtons[doing], value };
  return noticeTo(context, { ...notice, button });
};

const labels: Record<Doing, string> = {
  answer: "Answer",
  askAgain: "Ask again",
  proceed: "Proceed without approval",
  remind: "Remind",
  review: "Review",
};

const executed: Wording = (context, facts) => {
  if (facts.request.state !== "executed") return undefined;
  const [first, ...rest] = effectOf(context, facts);
  // Before this was sent the person was back in, or the reset was stopped: a message of its own says so.
  if (!first) return undefined;
  const { reset } = facts;
  const name = nameOf(facts);
  const next = reset?.isPasswordForgotten
    ? [
        readHalf(context, { resetId: reset.id, name }),
        say`${{ told: ({ said }) => tellHalvesText(said(name), said(context.company.displayName)), isLong: true }}`,
      ]
    : rest;
  const progress = reset ? [say`I'll message you when ${name} is back in.`] : [];
  return {
    subject: `Approved: ${about(facts)}`,
    sentences: [first, ...next, decisionOf(facts), ...progress],
  };
};

const denied: Wording = (_context, facts) => {
  const { request, decidedBy } = facts;
  if (request.state !== "denied" || !decidedBy) return undefined;
  const next =
    request.kind === "reset"
      ? say`Call ${nameOf(facts)} at a number we already had, then ask again.`
      : say`Talk to ${decidedBy.firstName}, then ask again if it's still needed.`;
  return {
    subject: `Denied: ${about(facts)}`,
    sentences: [
      say`${fullName(decidedBy)} denied this${becauseOf(request.denyReason)}`,
      requestLine(facts),
      next,
    ],
    doing: "askAgain",
  };
};

const cancelled: Wording = async (context, facts) =>
  facts.request.state === "cancelled"
    ? {
        subject: `Cancelled: ${about(facts)}`,
        sentences: [await cancelledLine(context, facts), requestLine(facts)],
      }
    : undefined;

const expired: Wording = (_context, facts) =>
  facts.request.state === "expired"
    ? {
        subject: `Nobody decided: ${about(facts)}`,
        sentences: [
          say`${{ strong: "Nobody decided in time." }} Nothing was changed.`,
          requestLine(facts),
          ...able(facts, (names) => say`Call ${names}, then ask again.`),
        ],
        doing: "askAgain",
      }
    : undefined;

const expiring: Wording = (_context, facts) =>
  isPending(facts)
    ? {
        subject: `Still undecided: ${about(facts)}`,
        sentences: [
          say`${{ strong: "Nobody has decided yet." }} Your request expires ${{ until: facts.request.expiresAt }}.`,
          requestLine(facts),
          ...able(facts, (names) => say`Call ${names}, or remind them here.`),
        ],
        doing: "remind",
      }
    : undefined;

const mayProceed: Wording = (_context, facts) =>
  isPending(facts)
    ? {
        subject: `You may proceed: ${about(facts)}`,
        sentences: [
          facts.quorum.isReached
            ? say`${{ strong: "No approval is missing any more, so you may go on." }} Those who would have to decide have left. It takes your own code, and every administrator hears of it.`
            : say`${{ strong: "Nobody has decided, so you may proceed without approval." }} It takes your own code, and every administrator hears of it.`,
          requestLine(facts),
        ],
        doing: "proceed",
      }
    : undefined;

const question: Wording = async (context, facts) => {
  const note = await noteOf(context);
  if (!note || !isPending(facts)) return undefined;
  const by = (await findName(context, note.authorId)) ?? "";
  return {
    subject: `A question from ${by}`,
    sentences: [say`${{ strong: `${by} asks:` }} ${told(note.text)}`, requestLine(facts)],
    doing: "answer",
  };
};

const answer: Wording = async (context, facts) => {
  const note = await noteOf(context);
  if (!note) return undefined;
  const by = fullName(facts.requester);
  const lines = [say`${{ strong: `${by} answers:` }} ${told(note.text)}`, requestLine(facts)];
  const subject = `${by} answered your question`;
  if (!isPending(facts)) return { subject, sentences: lines };
  const next = say`It still waits for a decision. Denying needs no code.`;
  return { subject, sentences: [...lines, next], doing: "review" };
};

const undone: Wording = async (context, facts) => {
  if (facts.reset?.outcome !== "undone") return undefined;
  const by = (await findName(context, context.payload["byId"])) ?? "Somebody";
  const name = nameOf(facts);
  return {
    subject: `Undone: ${about(facts)}`,
    sentences: [
      say`${{ strong: `${by} undid the reset of ${name}'s MFA.` }} The setup code no longer works; ${name} signs in as before.`,
      say`Are you on the phone with ${name}? Tell them not to wait for a setup code.`,
    ],
  };
};

/** The other news reach the requester by messages of their own, or not at all (`domain/news.ts`). */
const wordings: ReadonlyMap<string, Wording> = new Map<News, Wording>([
  ["executed", executed],
  ["denied", denied],
  ["cancelled", cancelled],
  ["expired", expired],
  ["expiring", expiring],
  ["may_proceed", mayProceed],
  ["question", question],
  ["answer", answer],
  ["undone", undone],
]);

/** "Sam Okafor asks to reset MFA for Petra Alvarez.": which of several it was. */
const requestLine = (facts: RequestFacts): Sentence => say`${askedOf(facts)}.`;

const nameOf = ({ subject }: RequestFacts) => subject?.firstName ?? "";

/** For a mail's subject. */
const about = ({ request, subject }: RequestFacts) =>
  subject ? `${kinds[request.kind]} for ${fullName(subject)}` : kinds[request.kind];
const kinds = {
  reset: "MFA reset",
  grant: "Payments Admin",
  revoke: "removal as Payments Admin",
  system_administrator: "System Administrator",
  policy: "approval settings",
  email: "corrected email",
} as const;

/** Those who could decide, where there are any: at most three names. */
function able({ named }: RequestFacts, saying: (names: string) => Sentence): Sentence[] {
  const names = named.map((one) => one.firstName);
  const last = names.pop();
  if (last === undefined) return [];
  return [saying(names.length === 0 ? last : `${names.join(", ")} or ${last}`)];
}
