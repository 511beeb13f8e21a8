import { describe, expect, it } from "vitest";
import { confirmIds } from "../../src/slack/reset-mfa/confirm-modal.ts";
import { whoModal } from "../../src/slack/reset-mfa/who-modal.ts";
import { testDatabase } from "../helpers/database.ts";
import { actionSent, closedSent, eventSent, optionsSent, submissionSent } from "./helpers/payloads.ts";
import { eventually, viewIn } from "./helpers/slack-edge.ts";
import { confirmValues, slackStory, whoValues } from "./helpers/story.ts";

const { db, owner } = await testDatabase();
/** What a person waits at most: Slack's own limit is 3 s (DESIGN 4). */
const patienceMs = 2500;

/** Holds a table until released, as an outage of the database would. */
async function stall(table = "users") {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let hold: Promise<unknown> = Promise.resolve();
  await new Promise<void>((locked) => {
    hold = owner.begin(async (tx) => {
      await tx.unsafe(`lock table ${table} in access exclusive mode`);
      locked();
      await released;
    });
  });
  return async () => {
    release();
    await hold;
  };
}

describe("a slow database", async () => {
  const story = await slackStory(db);
  const { edge, oliviaSender, command } = story;

  it("a command is answered Working in time, and the result follows", async () => {
    const release = await stall();
    const reply = await command(oliviaSender, "/payments-me");
    expect(reply.ms).toBeLessThan(patienceMs);
    expect(reply.body["text"]).toContain("Working…");
    expect(edge.inFlight()).toBe(1);
    await release();
    const late = await eventually(() => edge.api.responses.at(-1));
    expect(late["text"]).toContain("Olivia Reyes");
    expect(late["response_type"]).toBe("ephemeral");
    await edge.drain(0);
  });

  it("a form becomes a Working view, which becomes the result", async () => {
    const own = await slackStory(db);
    const view = await own.openConfirm();
    const release = await stall();
    const reply = await own.submit(own.oliviaSender, view, confirmValues(own.deps, own.olivia));
    expect(reply.ms).toBeLessThan(patienceMs);
    expect([reply.body["response_action"], viewIn(reply.body).title.text]).toEqual(["update", "Working…"]);
    await release();
    const call = await eventually(() => own.edge.api.calls.find((one) => one.method === "views.update"));
    expect(viewIn(call.args).title.text).toBe("Reset done");
    expect(call.args["view_id"]).toBe("V0SHOWN001");
  });

  it("a form with a mistake comes back with what was typed, but the code", async () => {
    const own = await slackStory(db);
    const view = await own.openConfirm();
    const release = await stall();
    await own.submit(
      own.oliviaSender,
      view,
      confirmValues(own.deps, own.olivia, { code: "000000", note: "keep me" }),
    );
    await release();
    const call = await eventually(() => own.edge.api.calls.find((one) => one.method === "views.update"));
    const again = JSON.stringify(call.args["view"]);
    expect(again).toContain("4 tries left");
    expect(again).toContain('"initial_value":"keep me"');
    expect(again).toContain('"initial_option"');
    expect(again).not.toContain("000000");
    expect(viewIn(call.args).private_metadata).toBe(view.private_metadata);
  });

  it("when the view was closed meanwhile the result comes by DM", async () => {
    const own = await slackStory(db);
    const view = await own.openConfirm();
    own.edge.api.failures.set("views.update", { ok: false, error: "not_found" });
    const release = await stall();
    await own.submit(own.oliviaSender, view, confirmValues(own.deps, own.olivia));
    await release();
    const call = await eventually(() => own.edge.api.calls.find((one) => one.method === "chat.postMessage"));
    expect(call.args["channel"]).toBe(own.oliviaSender.slackUserId);
    expect(call.args["text"]).toContain("MFA is reset");
  });

  it("a form that cannot be opened any more is said to the command", async () => {
    const own = await slackStory(db);
    const release = await stall();
    const reply = await own.command(own.oliviaSender, "/payments-reset-mfa", own.petra.email);
    expect(reply.body["text"]).toContain("Working…");
    await release();
    const late = await eventually(() => own.edge.api.responses.at(-1));
    expect(late["text"]).toContain("Type /payments-reset-mfa again");
  });

  it("buttons, options, closings and events are answered in time too", async () => {
    const own = await slackStory(db);
    const release = await stall();
    const sent = [
      actionSent(own.oliviaSender, { actionId: "show_me", responseUrl: own.edge.api.responseUrl }),
      optionsSent(own.oliviaSender, "anything"),
      closedSent(own.oliviaSender, whoModal()),
      eventSent(own.oliviaSender, { type: "user_change", user: { id: own.oliviaSender.slackUserId } }),
    ];
    const replies = await Promise.all(sent.map((one) => own.edge.send(one)));
    expect(replies.map((reply) => reply.status)).toEqual([200, 200, 200, 200]);
    expect(Math.max(...replies.map((reply) => reply.ms))).toBeLessThan(patienceMs);
    expect(replies[1]?.body).toEqual({ options: [] });
    await release();
    expect((await eventually(() => own.edge.api.responses.at(-1)))["text"]).toContain("Olivia Reyes");
  });

  it("draining waits for the result of what was answered Working", async () => {
    const own = await slackStory(db);
    const release = await stall();
    await own.command(own.oliviaSender, "/payments-me");
    const drained = own.edge.drain(10_000);
    await release();
    await drained;
    expect(own.edge.inFlight()).toBe(0);
    expect(own.edge.api.responses.at(-1)?.["text"]).toContain("Olivia Reyes");
  });

  it("a crowd of 64 at once is answered: nobody is told busy", async () => {
    const own = await slackStory(db);
    const crowd = Array.from({ length: 64 }, () => own.command(own.oliviaSender, "/payments-me"));
    const isTold = ({ text }: { text: string }) => text.includes("Olivia Reyes");
    expect((await Promise.all(crowd)).filter((reply) => !isTold(reply))).toEqual([]);
  });

  it("says busy beyond the bound, and recovers by itself", async () => {
    const own = await slackStory(db, { maxInFlight: 2 });
    const release = await stall();
    const waiting = [
      own.command(own.oliviaSender, "/payments-me"),
      own.command(own.oliviaSender, "/payments-me"),
    ];
    const busy = await own.command(own.oliviaSender, "/payments-me");
    expect(busy.body["text"]).toContain("Busy right now");
    expect(busy.ms).toBeLessThan(1000);
    const form = await own.submit(own.oliviaSender, whoModal(), whoValues("x@y.example"));
    expect(JSON.stringify(form.body["errors"])).toContain("Busy right now");
    await Promise.all(waiting);
    await release();
    await own.edge.drain(0);
  });
});

describe("a Slack that does not answer", async () => {
  const { edge, command, oliviaSender, petra, responseUrlOf } = await slackStory(db).then((story) => ({
    ...story,
    responseUrlOf: story.edge.api.responseUrl,
  }));

  it.each([["hang"], [429], [500]] as const)(
    "A10: views.open that answers %s is told in time",
    async (failure) => {
      edge.api.failures.set("views.open", failure);
      const reply = await command(oliviaSender, "/payments-reset-mfa", petra.email);
      expect(reply.ms).toBeLessThan(patienceMs);
      expect(reply.body["text"]).toMatch(
        /Slack didn't answer in time \(ref [0-9a-f]{4}\)\. Nothing was changed/,
      );
      edge.api.failures.clear();
    },
  );

  it("what Slack refuses to take after Working… is told a moment later", async () => {
    const own = await slackStory(db);
    const release = await stall();
    const reply = await own.command(own.oliviaSender, "/payments-me");
    expect(reply.body["text"]).toContain("Working…");
    own.edge.api.failures.set("response_url", 429);
    await release();
    await eventually(() => own.edge.api.calls.find((one) => one.method === "response_url"));
    own.edge.api.failures.clear();
    const late = await eventually(() => own.edge.api.responses.at(-1));
    expect(late["text"]).toContain("Olivia Reyes");
    await own.edge.drain(0);
  });

  it("a person whom Slack cannot confirm in time is told so in time", async () => {
    edge.api.failures.set("users.info", "hang");
    const reply = await command({ ...oliviaSender, slackUserId: "U0NEVERMET" }, "/payments-me");
    expect(reply.ms).toBeLessThan(patienceMs);
    expect(reply.body["text"]).toContain("Slack can't confirm right now");
    edge.api.failures.clear();
  });

  it("a button's form that cannot be opened is told by the click's own address", async () => {
    edge.api.failures.set("views.open", { ok: false, error: "expired_trigger_id" });
    const reply = await edge.send(
      actionSent(oliviaSender, { actionId: "start_reset", responseUrl: responseUrlOf }),
    );
    expect([reply.status, reply.text]).toEqual([200, ""]);
    expect(edge.api.responses.at(-1)?.["text"]).toContain("Slack didn't answer in time");
    edge.api.failures.clear();
  });

  it.each([
    ["at once", { ok: false, error: "expired_trigger_id" }],
    ["not at all", "hang"],
  ] as const)("where there is no such address, by DM: Slack refused %s", async (_, failure) => {
    edge.api.calls.length = 0;
    edge.api.failures.set("views.open", failure);
    const view = { id: "V1", type: "home", callback_id: "home", blocks: [] };
    const reply = await edge.send(actionSent(oliviaSender, { actionId: "start_reset", view }));
    expect(reply.ms).toBeLessThan(patienceMs);
    const call = await eventually(() => edge.api.calls.find((one) => one.method === "chat.postMessage"));
    expect(call.args["text"]).toContain("Slack didn't answer in time");
    edge.api.failures.clear();
  });
});

describe("a fault", async () => {
  const story = await slackStory(db);
  const { edge, command, submit, oliviaSender, olivia, deps, logLines } = story;
  const view = await story.openConfirm();

  /** Every statement that names this table fails while the work runs. */
  async function without<T>(table: string, work: () => Promise<T>): Promise<T> {
    await owner.unsafe(`alter table ${table} rename to ${table}_gone`);
    return work().finally(() => owner.unsafe(`alter table ${table}_gone rename to ${table}`));
  }

  const refIn = (text: string) => /\(ref ([0-9a-f]{4})\)/.exec(text)?.[1] ?? "none";
  const logged = (ref: string) => logLines.filter((line) => line.includes(`"ref":"${ref}"`));

  it("is said to a command with its reference, and logged once under it", async () => {
    const reply = await without("factors", () => command(oliviaSender, "/payments-me"));
    const text = String(reply.body["text"]);
    expect(text).toMatch(/Something went wrong \(ref [0-9a-f]{4}\)\. Nothing was changed\. Try again/);
    expect(logged(refIn(text))).toHaveLength(1);
  });

  it("is said at a form's first field, which keeps what was typed", async () => {
    const reply = await without("factors", () => submit(oliviaSender, view, confirmValues(deps, olivia)));
    const errors = reply.body["errors"] as Record<string, string>;
    expect(Object.keys(errors)).toEqual([confirmIds.reason]);
    expect(logged(refIn(errors[confirmIds.reason] ?? ""))).toHaveLength(1);
  });

  it("of an effect claims nothing that is not known", async () => {
    const reply = await without("factors", () => submit(oliviaSender, view, confirmValues(deps, olivia)));
    expect(JSON.stringify(reply.body)).toContain("it can't happen twice");
    expect(JSON.stringify(reply.body)).not.toContain("Nothing was changed");
  });

  it("is said to a click, and to nobody where nobody reads it", async () => {
    const { responseUrl } = edge.api;
    await without("factors", async () => {
      await edge.send(actionSent(oliviaSender, { actionId: "show_me", responseUrl }));
      expect(edge.api.responses.at(-1)?.["text"]).toContain("Something went wrong (ref");
    });
    const reply = await without("links", () => edge.send(optionsSent(oliviaSender, "anything")));
    expect(reply.body).toEqual({ options: [] });
  });

  it("A11: the database gone before anybody is known is an honest answer", async () => {
    const reply = await without("links", () =>
      edge.send(submissionSent(oliviaSender, whoModal(), whoValues("a@b.example"))),
    );
    expect(JSON.stringify(reply.body["errors"])).toContain("Something went wrong (ref");
    expect((await command(oliviaSender, "/payments-me")).body["text"]).toContain("Olivia Reyes");
  });
});
