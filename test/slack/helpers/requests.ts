import type postgres from "postgres";
import { requestButtons, writeRequestRef } from "../../../src/domain/request-buttons.ts";
import { decisionIds } from "../../../src/slack/requests/decision-modal.ts";
import { denyIds } from "../../../src/slack/requests/deny-modal.ts";
import type { Db } from "../../../src/store/db.ts";
import { setRoles } from "../../helpers/deciders.ts";
import { colleague } from "../../helpers/manage.ts";
import { codeOf, must, type TestPerson } from "../../helpers/people.ts";
import { ask } from "../../helpers/reset-story.ts";
import { actionSent, type Values } from "./payloads.ts";
import { viewIn } from "./slack-edge.ts";
import { slackStory } from "./story.ts";

export const approvalsChannel = "C0APPROVAL";

type ButtonName = keyof typeof requestButtons;
type Click = { channelId?: string; view?: Record<string, unknown>; value?: string };

/**
 * Acme Builders with an approvals channel: Olivia and Marcus, who decide, Nora, a System Administrator, Sam of the support
 * team and Petra the payee. Buttons of a request are pressed in the channel unless told otherwise.
 */
export async function requestStory({ db, owner }: { db: Db; owner: postgres.Sql }) {
  const story = await slackStory(db);
  const { edge, deps, clock, companyId, olivia, sam, petra, senderOf } = story;
  const join = async (firstName: string) => {
    const person = await story.join(colleague(firstName), `U0${firstName.toUpperCase()}01`);
    edge.knows(senderOf(person), { real_name: firstName });
    return person;
  };
  const marcus = await join("Marcus");
  const nora = await join("Nora");
  await setRoles(deps, marcus, { isSystemAdministrator: true, isPaymentsAdmin: true });
  await setRoles(deps, nora, { isSystemAdministrator: true });
  await owner`update companies set approvals_workspace_id = ${olivia.actor.workspaceId},
    approvals_channel_id = ${approvalsChannel}, approvals_channel_name = 'payments-approvals'
    where id = ${companyId}`;

  /** Sam asks to reset Petra. */
  const sams = async (subject: TestPerson = petra) =>
    must(await ask(deps, sam, subject)).submitted.request.id;

  /** A click on a request's button, and what it brought: a view that opened or was drawn again, or a sentence. */
  async function click(by: TestPerson, name: ButtonName | "refresh", requestId: string, more: Click = {}) {
    const { value = writeRequestRef(companyId, requestId), ...where } = more;
    const actionId = name === "refresh" ? "request_refresh" : requestButtons[name];
    const place = { channelId: approvalsChannel, responseUrl: edge.api.responseUrl };
    const from = { calls: edge.api.calls.length, responses: edge.api.responses.length };
    await edge.send(actionSent(senderOf(by), { actionId, value, ...(where.view ? {} : place), ...where }));
    const call = edge.api.calls.slice(from.calls).findLast((one) => one.method.startsWith("views."));
    const said = edge.api.responses.slice(from.responses).at(-1)?.["text"];
    return { view: call && viewIn(call.args), method: call?.method, said: String(said ?? "") };
  }

  /** The form behind *Approve*, pressed in the channel, with a code that was not used yet. */
  async function openApproval(by: TestPerson, requestId: string) {
    clock.advance(30_000);
    const { view, said } = await click(by, "approve", requestId);
    if (!view) throw new Error(`no form opened: ${said}`);
    return view;
  }
  const decide = (by: TestPerson, view: Parameters<typeof story.submit>[1], more: Values = {}) =>
    story.submit(senderOf(by), view, { [decisionIds.code]: codeOf(deps, by.secret), ...more });
  const deny = async (by: TestPerson, requestId: string, reason = "unverified") => {
    const { view, said } = await click(by, "deny", requestId);
    if (!view) throw new Error(`no form opened: ${said}`);
    return story.submit(senderOf(by), view, { [denyIds.reason]: { option: reason } });
  };

  const stateOf = async (requestId: string) =>
    String((await owner`select state from requests where id = ${requestId}`)[0]?.["state"]);
  const countOf = async (rows: "resets" | "grants", userId: string) => {
    const column = rows === "resets" ? "subject_id" : "user_id";
    const [row] = await owner.unsafe(`select count(*)::int as n from ${rows} where ${column} = $1`, [userId]);
    return Number(row?.["n"]);
  };
  const words = { sams, click, openApproval, decide, deny, stateOf, countOf };
  return { ...story, join: story.join, joinColleague: join, marcus, nora, ...words };
}

/** A modal as Slack hands it back with a click in it. */
export const inModal = (view: object, id = "V0MODAL001") => ({ ...view, id });
