import type postgres from "postgres";
import { askIds } from "../../../src/slack/reset-mfa/ask-modal.ts";
import type { Db } from "../../../src/store/db.ts";
import { actionSent, type Values } from "./payloads.ts";
import { viewIn } from "./slack-edge.ts";
import { slackStory } from "./story.ts";

/** Support has no codes: what Sam types into the ask view. */
export const askValues = (more: Values = {}): Values => ({
  [askIds.reason]: { option: "lost_phone" },
  [askIds.verifiedHow]: { option: "called" },
  [askIds.note]: "Ticket 8841",
  ...more,
});

/** The company, with Sam of the support team at the phone. */
export async function supportStory(db: Db) {
  const all = await slackStory(db);
  const { command, edge, senderOf, sam, petra } = all;
  const samSender = senderOf(sam);
  /** The view that the command opens for Sam. */
  const openAsk = async (email: string = petra.email) => {
    await command(samSender, "/payments-reset-mfa", email);
    return viewIn(edge.api.last("views.open"));
  };
  type Click = { actionId: string; value?: string };
  const click = (sender: typeof samSender, view: Record<string, unknown>, { actionId, value }: Click) =>
    edge.send(actionSent(sender, { actionId, view, ...(value ? { value } : {}) }));
  return { ...all, samSender, openAsk, click };
}

/** The newest request about somebody. */
export async function requestOf(owner: postgres.Sql, userId: string) {
  const rows =
    await owner`select id, state, details, is_ask from requests where subject_id = ${userId} order by created_at desc limit 1`;
  return rows[0];
}
