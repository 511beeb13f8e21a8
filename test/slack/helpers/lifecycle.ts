import type postgres from "postgres";
import type { Db } from "../../../src/store/db.ts";
import { auditKinds } from "../../helpers/audit.ts";
import { until } from "../../helpers/until.ts";
import { eventSent, type Sender } from "./payloads.ts";
import { slackStory } from "./story.ts";

const gone = { ok: false, error: "account_inactive" };

/** A company of its own for each test, with words for what Slack tells and what stands in the rows. */
export async function lifecycleStory(
  { db, owner }: { db: Db; owner: postgres.Sql },
  options: Parameters<typeof slackStory>[1] = {},
) {
  const story = await slackStory(db, options);
  const { edge, companyId, oliviaSender, sam } = story;
  const { workspaceId } = story.olivia.actor;
  const samSender = story.senderOf(sam);
  edge.api.failures.set("auth.test", gone);
  const tell = (event: Record<string, unknown>) => edge.send(eventSent(oliviaSender, event));
  const changed = ({ slackUserId }: Sender, more: Record<string, unknown> = {}) =>
    tell({ type: "user_change", user: { id: slackUserId, team_id: workspaceId, ...more } });
  const me = async (sender: Sender) => String((await story.command(sender, "/payments-me")).body["text"]);
  const calls = (method: string) => edge.api.calls.filter((call) => call.method === method).length;
  const audited = async (kind: string) =>
    (await auditKinds(owner, companyId)).filter((one) => one === kind).length;
  const linkState = async (userId: string) =>
    (await owner`select state from links where user_id = ${userId}`)[0]?.["state"];
  const uninstalledAt = async () =>
    (await owner`select uninstalled_at from workspaces where id = ${workspaceId}`)[0]?.["uninstalled_at"];
  /** Slack answers an event before it is worked on. */
  const settled = () => until("nothing in flight", () => (edge.inFlight() === 0 ? true : undefined));
  async function uninstall() {
    await tell({ type: "app_uninstalled" });
    await settled();
  }
  const words = { tell, changed, me, calls, audited, linkState, uninstalledAt, settled, uninstall };
  return { ...story, ...words, samSender, workspaceId };
}
