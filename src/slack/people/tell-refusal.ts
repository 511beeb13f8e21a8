import type { Refusal } from "../../domain/refusal.ts";
import { requestButtons, writeRequestRef } from "../../domain/request-buttons.ts";
import { say } from "../answer.ts";
import { button, section } from "../blocks.ts";
import type { Context } from "../handler.ts";
import { doorText, refusalText } from "../refusal-text.ts";
import { mrkdwnVoice } from "../voice.ts";

/** A refusal in words; a request that stands in the way is a door, with its button, and so is one's own (DESIGN 3). */
export function tellRefusal(
  { company, companyId }: Pick<Context, "company" | "companyId">,
  refusal: Refusal,
) {
  const voice = mrkdwnVoice(company.timeZone, company.displayName);
  const text = refusalText(refusal, voice);
  if (refusal.code !== "request_open" && refusal.code !== "own_request")
    return say({ text, blocks: [section(text)] });
  const isDoor = refusal.code === "request_open";
  const [id, label] =
    isDoor && refusal.mayDecide
      ? [requestButtons.review, "Review and approve"]
      : [requestButtons.follow, "Follow request"];
  const value = writeRequestRef(companyId, refusal.requestId);
  const shown = isDoor ? doorText(refusal, voice) : text;
  return say({
    text,
    blocks: [section(shown), { type: "actions", elements: [{ ...button(id, label), value }] }],
  });
}
