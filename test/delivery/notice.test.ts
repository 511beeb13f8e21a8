import { describe, expect, test } from "vitest";
import type { Senders, Sent } from "../../src/delivery/rendered.ts";
import { createSlackSenders } from "../../src/delivery/slack.ts";
import { inTenant } from "../../src/store/db.ts";
import { insertOutbox } from "../../src/store/outbox.ts";
import { minute, second } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { deliverAll, keepMail, slackThat } from "./setup.ts";
import { startSlackApi } from "./slack-api.ts";
import { deliveryWorld } from "./world.ts";

const { db, owner } = await testDatabase();
const world = () => deliveryWorld(db, owner);
const api = await startSlackApi();

describe("Slack and mail", () => {
  const noticeToOlivia = async (
    { deps, seeded }: Awaited<ReturnType<typeof world>>,
    recipientId = "olivia",
  ) => {
    await owner`update resets set outcome = 'completed', outcome_at = executed_at where company_id = ${seeded.companyId}`;
    return inTenant(db, seeded.companyId, (tx) =>
      insertOutbox(tx, deps, { kind: "reset_completed_dm", refId: seeded.resetId, recipientId }),
    );
  };
  const slackThatAnswers = (answer: Sent): Senders => ({
    ...keepMail(),
    slack: slackThat(async () => answer),
  });

  test("a notice arrives in the Slack of the company's workspace", async () => {
    const all = await world();
    const id = await noticeToOlivia(all);
    const asked: string[] = [];
    const findToken = async (companyId: string, workspaceId: string) => {
      asked.push(`${companyId} ${workspaceId}`);
      return "xoxb-acme";
    };
    const mail = keepMail();
    const slack = createSlackSenders({ slackApiUrl: api.url, findToken });
    await deliverAll(all.deps, { ...mail, slack });
    expect(asked).toEqual([`${all.companyId} T0ACME`]);
    expect(api.posted()[0]?.args.get("text")).toContain("*Petra Alvarez is back in.*");
    expect(await all.rowOf(id)).toMatchObject({ receipt: { workspaceId: "T0ACME", channel: "DU0OLIVIA" } });
    expect(mail.sent).toHaveLength(0);
  });

  test("a notice to somebody without Slack goes as mail", async () => {
    const all = await world();
    await noticeToOlivia(all, "marcus");
    const mail = keepMail();
    await deliverAll(all.deps, { ...slackThatAnswers({ ok: true, receipt: {} }), ...mail });
    expect(mail.sent).toMatchObject([{ to: "marcus@acme.com", subject: "Petra Alvarez is back in" }]);
  });

  test("a notice that Slack will never take goes as mail; one that it will take later waits", async () => {
    const all = await world();
    const mail = keepMail();
    const later = {
      ok: false,
      retryable: true,
      reason: "slack_rate_limited",
      retryAfterMs: 90 * second,
    } as const;
    const id = await noticeToOlivia(all);
    await deliverAll(all.deps, { ...slackThatAnswers(later), ...mail });
    expect(mail.sent).toHaveLength(0);
    expect(Number((await all.rowOf(id))["due_at"])).toBeGreaterThanOrEqual(
      all.clock.now().getTime() + 90 * second,
    );
    all.clock.advance(2 * minute);
    const never = { ok: false, retryable: false, reason: "slack_account_inactive" } as const;
    await deliverAll(all.deps, { ...slackThatAnswers(never), ...mail });
    expect(mail.sent).toMatchObject([{ to: "olivia@acme.com" }]);
    expect((await all.rowOf(id))["delivered_at"]).not.toBeNull();
  });
});
