import type { Refusal } from "../../domain/refusal.ts";
import { requestButtons, writeRequestRef } from "../../domain/request-buttons.ts";
import { say } from "../answer.ts";
import { button, section } from "../blocks.ts";
import type { Context } from "../handler.ts";
import { refusalText } from "../refusal-text.ts";
import { mrkdwnVoice } from "../voice.ts";

/** A refusal in words; a request that stands in the way is a door, with its button (DESIGN 3). */
export function tellRefusal(
  { company, companyId }: Pick<Context, "company" | "companyId">,
  refusal: Refusal,
) {
  const text = refusalText(refusal, mrkdwnVoice(company.timeZone, company.displayName));
  if (refusal.code !== "request_open") return say({ text, blocks: [section(text)] });
  const [id, label] = refusal.mayDecide
    ? [requestButtons.review, "Review and approve"]
    : [requestButtons.follow, "Follow request"];
  const value = writeRequestRef(companyId, refusal.requestId);
  return say({
    text,
    blocks: [section(text), { type: "actions", elements: [{ ...button(id, label), value }] }],
  });
}
