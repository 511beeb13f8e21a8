import { afterEach, describe, expect, it, vi } from "vitest";
import { findBotToken } from "../../src/flows/find-bot-token.ts";
import { testDatabase } from "../helpers/database.ts";
import { until } from "../helpers/until.ts";
import { lifecycleStory } from "./helpers/lifecycle.ts";
import { actionSent } from "./helpers/payloads.ts";
import { slackEdge } from "./helpers/slack-edge.ts";

const { db, owner } = await testDatabase();
/** A company of its own for each test. */
const told = (options?: Parameters<typeof lifecycleStory>[1]) => lifecycleStory({ db, owner }, options);

afterEach(() => void vi.restoreAllMocks());

describe("R61: an uninstalled workspace", () => {
  it("is refused whatever is tried, is called no more, and keeps every row", async () => {
    const { edge, uninstall, me, oliviaSender, samSender, calls, command, companyId } = await told();
    const rows = () => owner`select
      (select count(*) from users where company_id = ${companyId}) as users,
      (select count(*) from links where company_id = ${companyId} and state = 'active') as links,
      (select count(*) from factors where company_id = ${companyId}) as factors`;
    const before = await rows();
    await uninstall();
    const callsBefore = edge.api.calls.length;
    expect(await me(oliviaSender)).toContain("isn't connected");
    const reset = await command(oliviaSender, "/payments-reset-mfa", "petra@alvarezdrywall.example");
    expect(reset.body["text"]).toContain("isn't connected");
    await edge.send(actionSent(samSender, { actionId: "unlink_me", responseUrl: edge.api.responseUrl }));
    expect(await rows()).toEqual(before);
    expect([edge.api.calls.length - callsBefore, calls("auth.test")]).toEqual([1, 1]);
  });

  it("has no token for messages, though the environment has one", async () => {
    const { deps, uninstall, companyId, workspaceId } = await told();
    const wanted = { companyId, workspaceId, environmentToken: "xoxb-test" };
    expect(await findBotToken(deps, wanted)).toBe("xoxb-test");
    await uninstall();
    expect(await findBotToken(deps, wanted)).toBeUndefined();
  });

  it("is marked once, whatever tells it and in whichever order", async () => {
    const { tell, settled, audited, uninstalledAt, olivia } = await told();
    const revoked = { type: "tokens_revoked", tokens: { oauth: [], bot: ["U0BOTUSER1"] } };
    await Promise.all([tell(revoked), tell({ type: "app_uninstalled" }), tell(revoked)]);
    await settled();
    expect(await uninstalledAt()).toBeInstanceOf(Date);
    expect(await audited("workspace_uninstalled")).toBe(1);
    const [event] = await owner`select workspace_id from audit_events
      where kind = 'workspace_uninstalled' and company_id = ${olivia.actor.companyId}`;
    expect(event?.["workspace_id"]).toBe(olivia.actor.workspaceId);
  });

  it.each([{ oauth: ["U0OLIVIA01"] }, { oauth: ["U0OLIVIA01"], bot: [] }, {}, undefined])(
    "is not one whose users' tokens were revoked: %j",
    async (tokens) => {
      const { tell, settled, uninstalledAt, me, oliviaSender } = await told();
      await tell({ type: "tokens_revoked", tokens });
      await settled();
      expect(await uninstalledAt()).toBeNull();
      expect(await me(oliviaSender)).toContain("Olivia Reyes");
    },
  );

  it("costs one question to Slack in 10 seconds, however many knock", async () => {
    const { uninstall, me, oliviaSender, samSender, calls } = await told();
    await uninstall();
    await Promise.all([...Array(6)].flatMap(() => [me(oliviaSender), me(samSender)]));
    expect(calls("auth.test")).toBe(1);
    const now = performance.now.bind(performance);
    vi.spyOn(performance, "now").mockImplementation(() => now() + 10_001);
    await me(oliviaSender);
    expect(calls("auth.test")).toBe(2);
  });

  it("is answered in time when Slack does not say whether the app is back", async () => {
    const { edge, uninstall, command, oliviaSender, uninstalledAt } = await told();
    await uninstall();
    edge.api.failures.set("auth.test", "hang");
    const reply = await command(oliviaSender, "/payments-me");
    expect(reply.ms).toBeLessThan(2900);
    const said = () => JSON.stringify([reply.body, edge.api.responses]).includes("isn't connected");
    await until("the refusal, at once or late", () => said() || undefined);
    expect(await uninstalledAt()).toBeInstanceOf(Date);
  });
});

describe("a workspace in which the app is installed again", () => {
  it("resumes at the first payload of a person, and is audited once", async () => {
    const { edge, uninstall, me, oliviaSender, samSender, workspaceId, uninstalledAt, audited } =
      await told();
    await uninstall();
    edge.api.failures.set("auth.test", { ok: true, team_id: workspaceId });
    const texts = await Promise.all([me(oliviaSender), me(oliviaSender), me(samSender)]);
    expect(texts.map((text) => text.split("*")[1])).toEqual(["Olivia Reyes", "Olivia Reyes", "Sam Okafor"]);
    expect(await uninstalledAt()).toBeNull();
    expect(await audited("workspace_installed")).toBe(1);
  });

  it("resumes by itself after an uninstall that was told too late", async () => {
    const { edge, uninstall, me, oliviaSender, workspaceId, calls } = await told();
    edge.api.failures.set("auth.test", { ok: true, team_id: workspaceId });
    for (const times of [1, 2]) {
      await uninstall();
      expect(await me(oliviaSender)).toContain("Olivia Reyes");
      expect(calls("auth.test")).toBe(times);
    }
  });

  it("is not another one for which the environment's token speaks", async () => {
    const { edge, uninstall, me, oliviaSender, uninstalledAt } = await told();
    await uninstall();
    const elsewhere = { ok: true, team_id: "T0ELSEWHERE", enterprise_id: "E0ELSEWHERE" };
    edge.api.failures.set("auth.test", { ...elsewhere, is_enterprise_install: true });
    expect(await me(oliviaSender)).toContain("isn't connected");
    expect(await uninstalledAt()).toBeInstanceOf(Date);
  });

  it("resumes by an event of nobody's, never", async () => {
    const { edge, tell, changed, uninstall, samSender, settled, workspaceId, uninstalledAt, calls } =
      await told();
    await uninstall();
    edge.api.failures.set("auth.test", { ok: true, team_id: workspaceId });
    await changed(samSender);
    await tell({ type: "app_home_opened", user: samSender.slackUserId });
    await settled();
    expect([calls("auth.test"), await uninstalledAt()]).toEqual([0, expect.any(Date)]);
  });

  it("resumes in every process", async () => {
    const { deps, uninstall, me, oliviaSender, workspaceId, edge } = await told();
    const other = await slackEdge(deps);
    other.knows(oliviaSender, { real_name: "Olivia" });
    await uninstall();
    edge.api.failures.set("auth.test", { ok: true, team_id: workspaceId });
    expect(await me(oliviaSender)).toContain("Olivia Reyes");
    const click = actionSent(oliviaSender, { actionId: "show_me", responseUrl: other.api.responseUrl });
    expect((await other.send(click)).status).toBe(200);
    await until("the other's answer", () => other.api.responses.at(-1));
    expect(other.api.responses.at(-1)?.["text"]).toContain("Olivia Reyes");
  });
});
