import { fullName } from "../../domain/person.ts";
import type { RequestFacts } from "../../store/request-facts.ts";
import { type Sentence, say } from "../words.ts";
import { getSecret, type MessageContext, type Renderer } from "./context.ts";
import { mailTo, signInUrl } from "./mail.ts";
import { directMessage } from "./notice.ts";
import { decisionOf } from "./request-outcome.ts";
import {
  askedOf,
  doneOf,
  findShownRequest,
  isPending,
  needsOf,
  reasonsOf,
  subjectOf,
} from "./request-words.ts";

/** To each administrator: somebody's rights are at stake, or were used without the usual approval (DESIGN 2 and 3). */
export const requestAlert: Renderer = async (context) => {
  const words = await wordsOf(context);
  if (!words) return undefined;
  const mail = alertMail(context, words);
  const { address, company } = context;
  if (!address) return mail;
  return { dm: directMessage(address, { ...words, zone: company.timeZone }), otherwise: mail.mail };
};

/** The same by mail, whatever Slack does. */
export const requestAlertMail: Renderer = async (context) => {
  const words = await wordsOf(context);
  return words && alertMail(context, words);
};

type Words = { subject: string; sentences: Sentence[] };

function alertMail(context: MessageContext, { subject, sentences }: Words) {
  return mailTo(context, subject, [
    { sentence: say`Hi ${context.recipient.firstName},` },
    ...sentences.map((sentence) => ({ sentence })),
    { button: "Sign in", url: signInUrl(context) },
  ]);
}

async function wordsOf(context: MessageContext): Promise<Words | undefined> {
  const facts = await findShownRequest(context, context.message.refId);
  if (!facts) return undefined;
  switch (getSecret(context, "news")) {
    case "asked":
      return isPending(facts) ? askedWords(facts) : undefined;
    case "wait":
      return isPending(facts) ? waitWords(facts, context.now) : undefined;
    case "executed":
      return executedWords(facts);
    default:
      throw new Error(`${context.message.kind} tells of what nobody knows`);
  }
}

function askedWords(facts: RequestFacts): Words {
  const name = facts.subject ? fullName(facts.subject) : "";
  return {
    subject: `Alert: an MFA reset is asked for ${name}, an administrator`,
    sentences: [
      say`${{ strong: "The MFA of an administrator is to be reset." }} ${askedOf(facts)}.`,
      ...bodyOf(facts),
      say`Does it surprise you? Call ${facts.subject?.firstName ?? "them"} at a number that you already had, and deny it: that needs no code.`,
    ],
  };
}

function waitWords(facts: RequestFacts, now: Date): Words | undefined {
  const { request, requester } = facts;
  if (!request.breakGlassAt) return undefined;
  const name = fullName(requester);
  const when =
    request.breakGlassAt <= now
      ? say`may now proceed without approval`
      : say`may proceed without approval from ${{ until: request.breakGlassAt }} on`;
  return {
    subject: `${name} may proceed without approval if nobody decides`,
    sentences: [
      say`${{ strong: "A request waits for a decision." }} ${askedOf(facts)}.`,
      ...bodyOf(facts),
      say`If nobody decides, ${name} ${when}. Any Deny ends that, and needs no code.`,
    ],
  };
}

/** Which of the reasons to be told it is: without approval, with fewer than usual, or about an administrator. */
function executedWords(facts: RequestFacts): Words | undefined {
  const { request } = facts;
  if (request.state !== "executed" && request.state !== "approved") return undefined;
  const how = request.isBreakGlass
    ? "without approval"
    : request.isReducedQuorum
      ? "with fewer approvals than the rule asks for"
      : "to an administrator";
  return {
    subject: `Alert: done ${how}`,
    sentences: [
      request.isBreakGlass
        ? say`${{ strong: `Done ${how}.` }} ${doneOf(facts)}, after nobody had decided.`
        : say`${{ strong: `Done ${how}.` }} ${askedOf(facts)}. ${decisionOf(facts)}`,
      ...subjectOf(facts),
      ...reasonsOf(facts),
      say`Is this wrong? Talk to ${facts.requester.firstName} now${facts.reset?.outcome === "open" ? `; a Payments Admin can still undo the reset until ${facts.subject?.firstName ?? ""} is back in` : ""}.`,
    ],
  };
}

const bodyOf = (facts: RequestFacts): Sentence[] => [
  ...subjectOf(facts),
  ...reasonsOf(facts),
  say`${needsOf(facts)}.`,
];
