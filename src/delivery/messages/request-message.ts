import type { ActionsBlock, Button, KnownBlock } from "@slack/types";
import { requestButtons, writeRequestRef } from "../../domain/request-buttons.ts";
import type { RequestFacts } from "../../store/request-facts.ts";
import type { SlackContent } from "../rendered.ts";
import { type Sentence, say, toMrkdwn } from "../words.ts";
import {
  consequenceOf,
  headlineOf,
  isPending,
  needsOf,
  proceedOf,
  reasonsOf,
  stateOf,
  subjectOf,
} from "./request-words.ts";
import { contextBlock, sectionBlock, wholeText } from "./slack-blocks.ts";

type Shown = {
  company: { id: string; timeZone: string };
  now: Date;
  /** Who is called by it: the approvers, in the channel and only while it waits. */
  mentions?: Sentence;
};

/**
 * A request as it stands in the approvals channel and in every copy, from the row as it is now: with its buttons while it
 * waits, without any once it is decided. A button carries the request's id alone (B16, B18).
 */
export function requestMessage(facts: RequestFacts, { company, now, mentions }: Shown): SlackContent {
  const zone = company.timeZone;
  const blocksOf = (sentences: readonly Sentence[]) =>
    sentences.map((sentence) => sectionBlock(toMrkdwn(sentence, zone)));
  const called = isPending(facts) && mentions ? say`${mentions} ${headlineOf(facts)}` : headlineOf(facts);
  const about = subjectOf(facts);
  const body = [...reasonsOf(facts), ...(isPending(facts) ? consequenceOf(facts) : [])];
  const end = isPending(facts) ? [needsOf(facts), ...proceedOf(facts, now)] : [stateOf(facts)];
  const close = isPending(facts) ? [say`Approve or deny.`] : [];
  const whole = [called, ...about, ...body, ...end, ...close].map((sentence) => toMrkdwn(sentence, zone));
  return {
    text: wholeText(whole),
    blocks: [
      ...blocksOf([called]),
      ...about.map((sentence) => contextBlock(toMrkdwn(sentence, zone))),
      ...blocksOf(body),
      ...(isPending(facts)
        ? [buttons(facts, company.id), ...end.map((sentence) => contextBlock(toMrkdwn(sentence, zone)))]
        : [...blocksOf(end), ...denyLater(facts, company.id)]),
    ],
  };
}

function buttons({ request, requester }: RequestFacts, companyId: string): ActionsBlock {
  const value = writeRequestRef(companyId, request.id);
  const review = request.kind === "reset" ? "Review and approve" : "Approve";
  return {
    type: "actions",
    elements: [
      { ...button(requestButtons.approve, review, value), style: "primary" },
      button(requestButtons.deny, "Deny", value),
      button(requestButtons.ask, `Ask ${shortName(requester.firstName)}`, value),
    ],
  };
}

/** A corrected email waits a day after the yes: whoever learns better in that time can still deny it. */
function denyLater({ request }: RequestFacts, companyId: string): KnownBlock[] {
  if (request.state !== "approved") return [];
  const value = writeRequestRef(companyId, request.id);
  return [{ type: "actions", elements: [button(requestButtons.deny, "Deny", value)] }];
}

const button = (actionId: string, label: string, value: string): Button => ({
  type: "button",
  action_id: actionId,
  text: { type: "plain_text", text: label },
  value,
});

/** A button holds 24 characters. */
const maxShortName = 20;

function shortName(name: string): string {
  const characters = [...name.replace(/\p{Cc}+/gu, " ")];
  return characters.length <= maxShortName ? characters.join("") : `${characters.slice(0, 19).join("")}…`;
}
