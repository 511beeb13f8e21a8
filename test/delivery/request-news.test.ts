import { describe, expect, test } from "vitest";
import type { News } from "../../src/domain/news.ts";
import { tellings } from "../../src/domain/news.ts";
import type { Tx } from "../../src/store/db.ts";
import { insertApproval, insertRequestNote } from "../../src/store/requests.ts";
import { hour, minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { mailOf, renderIn, slackOf } from "./rendering.ts";
import {
  after,
  before,
  decided,
  givenApproved,
  givenPosting,
  givenRequest,
  now,
  requestId,
} from "./request-rows.ts";

const { db, owner } = await testDatabase();

type Case = {
  payload?: Record<string, string>;
  given: (tx: Tx) => Promise<unknown>;
  /** What makes it untrue; the news is then left out. */
  unless?: (tx: Tx) => Promise<unknown>;
};

const pending = (tx: Tx) => givenRequest(tx);
const closed = (tx: Tx) => givenRequest(tx, decided("denied"));
const waiting = (tx: Tx) => givenRequest(tx, { breakGlassAt: before(minute) });
const outcome = (kind: "completed" | "lapsed" | "stopped" | "undone") => (tx: Tx) =>
  givenApproved(tx, { outcome: kind, outcomeAt: before(minute) });
const open = (tx: Tx) => givenApproved(tx);
const noted = (kind: "question" | "answer", text: string, authorId: string) => async (tx: Tx) => {
  await givenRequest(tx);
  await insertRequestNote(tx, { id: "note", requestId, authorId, kind, text, createdAt: now });
};

const cases: Record<News, Case> = {
  approved: {
    payload: { byId: "olivia" },
    given: async (tx) => {
      await givenRequest(tx, { ruleAtCreation: 2 });
      await insertApproval(tx, { requestId, approverId: "olivia", approvedAt: before(minute) });
    },
    unless: open,
  },
  executed: { payload: { byId: "olivia" }, given: open, unless: closed },
  denied: {
    payload: { byId: "olivia" },
    given: (tx) => givenRequest(tx, { ...decided("denied"), denyReason: "not verified." }),
    unless: pending,
  },
  cancelled: {
    payload: { byId: "sam" },
    given: (tx) => givenRequest(tx, { ...decided("cancelled"), decidedBy: "sam" }),
    unless: pending,
  },
  expired: {
    given: (tx) => givenRequest(tx, { state: "expired", decidedAt: before(minute) }),
    unless: pending,
  },
  expiring: { given: pending, unless: closed },
  reminder: { payload: { byId: "sam" }, given: pending, unless: closed },
  may_proceed: { given: waiting, unless: closed },
  question: {
    payload: { byId: "olivia", noteId: "note" },
    given: noted("question", "Which number did you call?", "olivia"),
  },
  answer: {
    payload: { byId: "sam", noteId: "note" },
    given: noted("answer", "The one in our books, 010-3344.", "sam"),
  },
  completed: { given: outcome("completed"), unless: open },
  lapsed: { given: outcome("lapsed"), unless: open },
  renewed: { payload: { byId: "olivia" }, given: open, unless: outcome("completed") },
  mail_refused: {
    given: (tx) => givenApproved(tx, { mailRefusedAt: before(minute) }),
    unless: open,
  },
  new_code_asked: {
    given: (tx) => givenApproved(tx, { renewalAskedAt: now, codeSentAt: before(hour) }),
    unless: (tx) => givenApproved(tx, { renewalAskedAt: before(hour), codeSentAt: now }),
  },
  stopped: { given: outcome("stopped"), unless: open },
  undone: { payload: { byId: "olivia" }, given: outcome("undone"), unless: open },
};

const all = Object.keys(tellings) as News[];
const toRequester = all.filter((news) => tellings[news].requester);

type Wanted = { kind: "request_thread" | "request_notice"; news: News; to?: string };

const render = ({ kind, news, to }: Wanted, given: (tx: Tx) => Promise<unknown>) =>
  renderIn(
    { db, owner },
    {
      kind,
      ref: requestId,
      ...(to ? { to } : {}),
      payload: () => ({ news, ...cases[news].payload }),
      given: async (tx) => {
        await given(tx);
        await givenPosting(tx);
      },
    },
  );

const buttonsOf = (rendered: Parameters<typeof slackOf>[0]) =>
  (slackOf(rendered)?.blocks ?? [])
    .flatMap((block) => (block.type === "actions" ? block.elements : []))
    .map((element) => (element.type === "button" ? `[${element.text.text}]` : ""));

describe("in the thread", () => {
  test("each news is a sentence or two, where the request stands", async () => {
    const told: string[] = [];
    for (const news of all) {
      const rendered = await render({ kind: "request_thread", news }, cases[news].given);
      if (!rendered || !("reply" in rendered)) throw new Error(`nothing was rendered for ${news}`);
      expect(rendered.reply).toMatchObject({ channelId: "G0APPROVALS", threadTs: "1763663520.000100" });
      told.push(`${news}\n${rendered.reply.text}`);
    }
    await expect(`${told.join("\n\n")}\n`).toMatchFileSnapshot("__snapshots__/request_thread.txt");
  });

  test.each(all.filter((news) => cases[news].unless))(
    "%s is left out when it is no longer true",
    async (news) => {
      const { unless = pending } = cases[news];
      expect(await render({ kind: "request_thread", news }, unless)).toBeUndefined();
    },
  );

  test("a question to a request that is decided is not asked any more; its answer stays told", async () => {
    const noteOn = (kind: "question" | "answer") => async (tx: Tx) => {
      await closed(tx);
      await insertRequestNote(tx, {
        id: "note",
        requestId,
        authorId: "sam",
        kind,
        text: "?",
        createdAt: now,
      });
    };
    expect(await render({ kind: "request_thread", news: "question" }, noteOn("question"))).toBeUndefined();
    expect(await render({ kind: "request_thread", news: "answer" }, noteOn("answer"))).toBeDefined();
  });

  test("calls those who are meant, and never the channel", async () => {
    const textOf = async (news: News) =>
      slackOf(await render({ kind: "request_thread", news }, cases[news].given))?.text ?? "";
    for (const news of ["expiring", "reminder"] as const) expect(await textOf(news)).toContain("<@U0OLIVIA>");
    expect(await textOf("question")).toContain("<@U0SAM>");
    for (const news of ["executed", "denied", "completed"] as const)
      expect(await textOf(news)).not.toContain("<@");
  });
});

describe("to whoever asked", () => {
  test("each news says what to do next", async () => {
    const told: string[] = [];
    for (const news of [...toRequester, "answer"] as const) {
      const to = news === "answer" ? "olivia" : "sam";
      const rendered = await render({ kind: "request_notice", news, to }, cases[news].given);
      const content = slackOf(rendered);
      if (!content) throw new Error(`nothing was rendered for ${news}`);
      told.push(
        [news, content.text, ...buttonsOf(rendered), `Mail: ${mailOf(rendered)?.subject}`].join("\n"),
      );
    }
    await expect(`${told.join("\n\n")}\n`).toMatchFileSnapshot("__snapshots__/request_notice_all.txt");
  });

  test.each(toRequester.filter((news) => cases[news].unless))(
    "%s is left out when it is no longer true",
    async (news) => {
      const { unless = pending } = cases[news];
      expect(await render({ kind: "request_notice", news, to: "sam" }, unless)).toBeUndefined();
    },
  );
});

test("a request whose time is over is shown as expired before its timer says so", async () => {
  const rendered = await renderIn(
    { db, owner },
    {
      kind: "request_post",
      ref: requestId,
      given: async (tx) => {
        await givenRequest(tx, { createdAt: before(25 * hour), expiresAt: before(minute) });
        await givenPosting(tx, { ts: null });
      },
    },
  );
  expect(slackOf(rendered)?.text).toContain("Expired");
  expect(buttonsOf(rendered)).toEqual([]);
});

test("an act that was done at once is posted without buttons, and calls nobody", async () => {
  const rendered = await renderIn(
    { db, owner },
    {
      kind: "request_post",
      ref: requestId,
      given: async (tx) => {
        const direct = { requesterId: "olivia", ...decided("executed"), isAsk: false, resetId: null };
        await givenRequest(tx, direct);
        await givenPosting(tx, { ts: null });
      },
    },
  );
  expect(buttonsOf(rendered)).toEqual([]);
  expect(slackOf(rendered)?.text).toMatch(/^\*Olivia Reyes reset MFA for Petra Alvarez\*/);
  expect(slackOf(rendered)?.text).not.toContain("<@");
});

test("a changed policy is one line, with everything that changes", async () => {
  const policy = {
    approvals: { grant: 1, system_administrator: 1, revoke: 0, reset: 1 },
    breakGlassAfterMs: 24 * hour,
    isAppOnlyForAdministrators: false,
  };
  const weaker = { ...policy, approvals: { ...policy.approvals, reset: 0 }, breakGlassAfterMs: 4 * hour };
  const details = {
    kind: "policy",
    before: { policy, channel: null },
    after: { policy: weaker, channel: null },
  } as const;
  const rendered = await renderIn(
    { db, owner },
    {
      kind: "request_post",
      ref: requestId,
      given: async (tx) => {
        const about = { subjectId: null, subjectKey: "company", requesterId: "olivia" };
        await givenRequest(tx, { ...about, details, breakGlassAt: after(24 * hour) });
        await givenPosting(tx, { ts: null });
      },
    },
  );
  expect(slackOf(rendered)?.text).toContain(
    "*Change* Approvals for an MFA reset: 1 → 0 · Proceed without approval: after 24 hours → after 4 hours",
  );
  expect(buttonsOf(rendered)).toEqual(["[Approve]", "[Deny]", "[Ask Olivia]"]);
});
