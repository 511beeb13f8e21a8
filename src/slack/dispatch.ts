import type { Deps, SlackOutcome } from "../deps.ts";
import type { CodeWays } from "../domain/code-ways.ts";
import { claimSignature } from "../flows/claim-signature.ts";
import { type Answer, none, say, sayText } from "./answer.ts";
import { type SlackApi, SlackUnavailableError } from "./client.ts";
import { taskFor } from "./commands.ts";
import { startDeadline } from "./deadline.ts";
import { deliverLate } from "./deliver-late.ts";
import { faultText } from "./fault.ts";
import type { GateRefusal } from "./gate.ts";
import { gateRefusalText, notConnectedMessage } from "./gate-messages.ts";
import type { Context, Task } from "./handler.ts";
import { handleEvent, isDeactivation } from "./lifecycle.ts";
import { tellNotLinked } from "./me/not-linked.ts";
import { type Passage, passGate } from "./pass-gate.ts";
import type { EventPayload, Payload, PersonPayload } from "./payload.ts";
import { createPlaces } from "./places.ts";
import type { IsBack, IsStillThere } from "./reinstall.ts";
import { type SlackLine, slackLine } from "./slack-line.ts";
import { type Surface, surfaceOf } from "./surfaces/surface.ts";
import { offerTexts } from "./text-code/offer.ts";
import { mrkdwnVoice, plainVoice } from "./voice.ts";
import type { Workspace, Workspaces } from "./workspaces.ts";

export type Edge = {
  deps: Deps;
  api: SlackApi;
  workspaces: Workspaces;
  isBack: IsBack;
  isStillThere: IsStillThere;
  publicUrl: string;
  markets: readonly string[];
  maxInFlight: number;
};

type Ack = (body?: unknown) => Promise<unknown>;
/** The signature is the receiver's, which has verified it. */
type Receipt = { ack: Ack; receivedAt: number; signature: string };
type Visit = {
  payload: PersonPayload;
  task: Task;
  surface: Surface;
  line: SlackLine;
  signature: string;
  /** Anything but "answered" is noted where it is decided. */
  end: { outcome: SlackOutcome; isMeasured?: true };
};

export type Dispatch = (payload: Payload, receipt: Receipt) => Promise<void>;

const busyText = "Busy right now. Nothing was changed. Try again in a moment.";
/** Whoever reads this is an attacker, or somebody whose network sent a request twice: the first one has its own answer. */
const repeatedText =
  "This came twice, and the second one did nothing. Look at what happened, then try again.";

/**
 * The one way in for every payload: who and where, the gate, the handler, the answer, under one deadline from receipt.
 * Work goes on after "Working…" but is bounded: unbounded it grew to 1.25 GB under load (RUNTIME 4). Events have places
 * of their own, so that a busy workspace's news keeps nobody from acting.
 */
export function createDispatcher(edge: Edge): Dispatch {
  const people = createPlaces(edge.maxInFlight);
  const news = createPlaces(edge.maxInFlight);
  return async function dispatch(payload, receipt) {
    if (payload.kind !== "event")
      return people.hold((isFull) => answerPerson(edge, payload, { ...receipt, isFull }));
    // Told anew at the next look: the gate asks Slack again within minutes. What ends a link or an installation is never
    // dropped.
    return news.hold(async (isFull) => {
      if (isFull && payload.name === "user_change" && !isDeactivation(payload)) return;
      const end: Visit["end"] = { outcome: "fault" };
      try {
        await answerEvent(edge, payload);
        end.outcome = "answered";
      } finally {
        measure(edge, payload, { end, receipt });
      }
    });
  };
}

async function answerPerson(edge: Edge, payload: PersonPayload, receipt: Receipt & { isFull: boolean }) {
  const deadline = startDeadline(receipt.receivedAt);
  const end: Visit["end"] = { outcome: receipt.isFull ? "busy" : "answered" };
  const ack: Ack = (body) => {
    deadline.lift();
    measure(edge, payload, { end, receipt });
    return receipt.ack(body);
  };
  const line = slackLine({ api: edge.api, deadline, getToken: (after) => tokenFor(edge, payload, after) });
  const { signature } = receipt;
  const visit = { payload, task: taskFor(payload), surface: surfaceOf(payload, line), line, signature, end };
  const { surface } = visit;
  try {
    const work = receipt.isFull ? Promise.resolve(surface.sentence(busyText)) : answerSafely(edge, visit);
    const first = await Promise.race([work, deadline.passed]);
    if (first !== "passed") return await replySafely(edge, visit, { answer: first, ack });
    end.outcome = "late";
    await ack(surface.working);
    await deliverLate(surface, await work);
  } catch (err) {
    edge.deps.log.error({ event: "slack_answer_lost", payloadKind: payload.kind, err }, "answer lost");
    end.outcome = "fault";
    await ack();
  } finally {
    deadline.stop();
  }
}

/** At the first ack: how long Slack waited. */
function measure(
  { deps }: Edge,
  { kind }: Payload,
  { end, receipt }: { end: Visit["end"]; receipt: Pick<Receipt, "receivedAt"> },
): void {
  if (end.isMeasured) return;
  end.isMeasured = true;
  deps.meter?.slackAnswered(kind, end.outcome, (performance.now() - receipt.receivedAt) / 1000);
}

async function tokenFor({ workspaces }: Edge, { place }: PersonPayload, after?: string): Promise<string> {
  const workspace = await workspaces.findWorkspace(place);
  if (!workspace) throw new Error("no workspace to speak in");
  const token = await (after === undefined
    ? workspaces.findToken(workspace)
    : workspaces.findTokenAfter(workspace, after));
  if (!token) throw new Error(`no bot token for workspace ${workspace.workspaceId}`);
  return token;
}

/** Never rejects: a fault becomes its sentence here, once. */
async function answerSafely(edge: Edge, visit: Visit): Promise<Answer> {
  try {
    return await answerVisit(edge, visit);
  } catch (error) {
    return faultAnswer(edge, visit, error);
  }
}

/**
 * A call made for the answer may fail too. What is done is told all the same, later; else the sentence goes by the way that
 * needs the least of Slack.
 */
async function replySafely(
  edge: Edge,
  visit: Visit,
  { answer, ack }: { answer: Answer; ack: Ack },
): Promise<void> {
  const { surface, task } = visit;
  try {
    await ack(await surface.reply(answer));
  } catch (error) {
    const sentence = faultAnswer(edge, visit, error);
    if (!task.isEffect) return saySafely(surface, { sentence, ack });
    await ack(surface.working);
    await deliverLate(surface, answer);
  }
}

function faultAnswer({ deps }: Edge, { payload, task, surface, end }: Visit, error: unknown): Answer {
  end.outcome = error instanceof SlackUnavailableError ? "slack" : "fault";
  return surface.sentence(faultText(deps, { error, payload, isEffect: task.isEffect }));
}

async function saySafely(surface: Surface, { sentence, ack }: { sentence: Answer; ack: Ack }) {
  try {
    await ack(await surface.reply(sentence));
  } catch {
    await ack();
    await deliverLate(surface, sentence);
  }
}

async function answerVisit(edge: Edge, visit: Visit): Promise<Answer> {
  const { payload, task, surface, line, signature } = visit;
  const { slackUserId, userTeamId } = payload;
  const workspace = await edge.workspaces.findWorkspace(payload.place);
  if (!workspace) {
    visit.end.outcome = "refused";
    return payload.kind === "home_opened" ? none : say(notConnectedMessage);
  }
  // Into the cache while the deadline still watches: the calls that open views find it there.
  await edge.workspaces.findToken(workspace);
  const what = `${payload.kind} ${payload.name}`.slice(0, 100);
  const { needs, isEffect } = task;
  const visitor = { workspace, slackUserId, userTeamId, needs, isEffect, what };
  const { deps, markets, isBack } = edge;
  const passage = await passGate({ deps, markets, line, isBack }, visitor);
  const context = contextOf(edge, { workspace, slackUserId, passage, line });
  if (passage.kind === "passed") {
    const isFirst = !isEffect || (await claimSignature(deps, { ...workspace, signature }));
    return isFirst
      ? withTexts(await task.run(context), payload, passage.codeWays)
      : surface.sentence(repeatedText);
  }
  visit.end.outcome = "refused";
  const { company, why } = passage;
  if (isUnheard(payload, why)) return none;
  if (why === "not_linked" || why === "link_suspended") return tellNotLinked(context);
  const voice = surface.isPlain && why === "person_unreadable" ? plainVoice : mrkdwnVoice;
  const text = gateRefusalText(why, { publicUrl: edge.publicUrl, company, voice: voice(company.timeZone) });
  return why === "person_unreadable" ? surface.sentence(text) : sayText(text);
}

/** Whatever form was drawn, whoever gets codes by text finds the button in it. */
function withTexts(answer: Answer, payload: PersonPayload, ways: CodeWays | undefined): Answer {
  if (answer.kind !== "open" && answer.kind !== "update" && answer.kind !== "push") return answer;
  const shown = "view" in payload ? payload.view : undefined;
  return { ...answer, view: offerTexts(answer.view, { ways, shown }) };
}

/** Nobody reads an answer to these; and where the app is not installed no Home of it can be drawn. */
const isUnheard = ({ kind }: PersonPayload, why: GateRefusal) =>
  kind === "options" || kind === "view_closed" || (kind === "home_opened" && why === "not_installed");

type Guest = { workspace: Workspace; slackUserId: string; passage: Passage; line: SlackLine };

function contextOf({ deps, publicUrl }: Edge, { workspace, slackUserId, passage, line }: Guest): Context {
  const userId = passage.kind === "passed" ? passage.userId : undefined;
  return {
    deps,
    publicUrl,
    ...workspace,
    slackUserId,
    company: passage.company,
    firstName: passage.firstName,
    actor: userId === undefined ? undefined : { ...workspace, userId, slackUserId, via: "slack" },
    unlinked: passage.kind === "passed" ? passage.unlinked : passage.why,
    isSystemAdministrator: passage.kind === "passed" && passage.isSystemAdministrator,
    isPaymentsAdmin: passage.kind === "passed" && passage.isPaymentsAdmin,
    isEmployee: passage.kind === "passed" && passage.isEmployee,
    slack: line,
  };
}

async function answerEvent({ deps, workspaces, isStillThere }: Edge, payload: EventPayload): Promise<void> {
  const workspace = await workspaces.findWorkspace(payload.place);
  if (workspace)
    await handleEvent({ deps, forgetWorkspaces: workspaces.forget, isStillThere }, workspace, payload);
}
