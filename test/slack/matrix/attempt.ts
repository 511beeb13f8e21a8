import type { ModalView } from "@slack/types";
import type { Act as Purpose } from "../../../src/flows/begin-step-up.ts";
import { insertStepUp } from "../../../src/flows/begin-step-up.ts";
import { writeBinding } from "../../../src/slack/submission.ts";
import { inTenant } from "../../../src/store/db.ts";
import { findUser } from "../../../src/store/users.ts";
import { codeOf, type TestPerson } from "../../helpers/people.ts";
import { actionSent, commandSent, type Sent, submissionSent, type Values } from "../helpers/payloads.ts";
import { viewIn } from "../helpers/slack-edge.ts";
import type { World } from "./world.ts";

/** What came back, wherever Slack shows it, and the view that it brought. */
export type Shown = { text: string; view: ModalView | undefined };

/** Somebody who acts in Slack: signed payloads in, and everything that is shown to them out. */
export function hands(world: World, by: TestPerson) {
  const { edge, deps, companyId } = world;
  const sender = world.senderOf(by);
  const { responseUrl } = edge.api;

  async function send(sent: Sent): Promise<Shown> {
    const from = { calls: edge.api.calls.length, responses: edge.api.responses.length };
    const reply = await edge.send(sent);
    // An event is answered before it is worked on.
    while (edge.inFlight() > 0) await new Promise((turn) => setImmediate(turn));
    if (reply.status !== 200) throw new Error(`answered ${reply.status}`);
    const calls = edge.api.calls.slice(from.calls).filter((call) => /^(views|chat)\./.test(call.method));
    const text = JSON.stringify([
      reply.body,
      calls.map((call) => call.args),
      edge.api.responses.slice(from.responses),
    ]);
    const shown = "view" in reply.body ? reply.body : calls.findLast((call) => "view" in call.args)?.args;
    return { text, view: shown && viewIn(shown) };
  }

  const command = (name: string, text = "") => send(commandSent(sender, { name, text, responseUrl }));
  const press = (actionId: string, more: { value?: string; channelId?: string; view?: object } = {}) => {
    const { view, ...where } = more;
    // In a view there is no response_url.
    const place = view ? { view: { ...view } as Record<string, unknown> } : { responseUrl };
    return send(actionSent(sender, { actionId, ...where, ...place }));
  };
  /** Whatever the view holds, these values stand in it. */
  const submit = (view: Pick<ModalView, "callback_id" | "private_metadata">, values: Values) => {
    const blocks = Object.keys(values).map((id) => ({ type: "input", block_id: id })) as ModalView["blocks"];
    const title = { type: "plain_text", text: "A form" } as const;
    return send(submissionSent(sender, { type: "modal", title, ...view, blocks }, values));
  };
  const code = () => codeOf(deps, by.secret);

  const bind = async (act: Purpose, about: About = {}) =>
    writeBinding({ companyId, ...(await bindStep(world, by, { act, ...about })) });

  return { by, sender, send, command, press, submit, code, bind };
}

export type About = { userId?: string; requestId?: string; shown?: string };

/**
 * A challenge of one's own that no form gave: as if the right had gone in between, or the door had been left open (R39).
 */
export async function bindStep(
  { deps, companyId }: World,
  by: TestPerson,
  { act, userId, ...bound }: About & { act: Purpose },
) {
  return inTenant(deps.db, companyId, async (tx) => {
    const subject = userId ? await findUser(tx, userId) : undefined;
    return insertStepUp(tx, deps, { userId: by.userId, act, subject, ...bound });
  });
}

export type Hands = ReturnType<typeof hands>;
