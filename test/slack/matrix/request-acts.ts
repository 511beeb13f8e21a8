import { requestButtons, writeRequestRef } from "../../../src/domain/request-buttons.ts";
import { decisionIds } from "../../../src/slack/requests/decision-modal.ts";
import { denyIds } from "../../../src/slack/requests/deny-modal.ts";
import { noteIds } from "../../../src/slack/requests/note-modal.ts";
import { proceedIds } from "../../../src/slack/requests/proceed-modal.ts";
import type { Values } from "../helpers/payloads.ts";
import type { Hands } from "./attempt.ts";
import { type ActSpec, through } from "./run.ts";
import { approvalsChannel, type World } from "./world.ts";

type Spec = Pick<ActSpec, "door" | "forced" | "changes">;

/** The newest request of the company: each row has one. */
export async function newest({ owner }: World): Promise<{ requestId: string; subjectId: string | null }> {
  const [row] = await owner`select id, subject_id from requests order by created_at desc limit 1`;
  return { requestId: String(row?.["id"]), subjectId: row?.["subject_id"] ?? null };
}

/** Everything that is done to a request, by its buttons in the approvals channel. */
export function requestActs(world: World) {
  const { companyId } = world;
  const refOf = async () => writeRequestRef(companyId, (await newest(world)).requestId);
  const press = async (me: Hands, name: keyof typeof requestButtons) =>
    me.press(requestButtons[name], { value: await refOf(), channelId: approvalsChannel });

  /** With a code: the form is bound to the request by its challenge. */
  const coded = (name: "approve" | "proceed", callbackId: string): Spec => ({
    door: async (me) =>
      through(await press(me, name), callbackId, (view) => me.submit(view, { code: me.code() })),
    forced: async (me) => {
      const { requestId, subjectId } = await newest(world);
      const about = { requestId, ...(subjectId ? { userId: subjectId } : {}) };
      return me.submit(
        { callback_id: callbackId, private_metadata: await me.bind(name, about) },
        { code: me.code() },
      );
    },
  });
  /** Without: the form names the request, and who sends it decides. */
  const uncoded = (name: "deny" | "ask" | "answer", callbackId: string, values: Values): Spec => ({
    door: async (me) => through(await press(me, name), callbackId, (view) => me.submit(view, values)),
    forced: async (me) => me.submit({ callback_id: callbackId, private_metadata: await refOf() }, values),
  });

  return {
    approve: coded("approve", decisionIds.callbackId),
    /** The other way to the same form, from Home or a list. */
    review: { ...coded("approve", decisionIds.callbackId), door: (me: Hands) => reviewed(me) },
    deny: uncoded("deny", denyIds.callbackId, {
      [denyIds.reason]: { option: "unneeded" },
      [denyIds.more]: "",
    }),
    question: uncoded("ask", noteIds.question, { [noteIds.text]: "Did you call her?" }),
    answer: uncoded("answer", noteIds.answer, { [noteIds.text]: "I did." }),
    cancel: { door: (me: Hands) => press(me, "cancel") },
    remind: { door: (me: Hands) => press(me, "remind") },
    proceed: coded("proceed", proceedIds.callbackId),
  } satisfies Record<string, Spec>;

  async function reviewed(me: Hands) {
    const shown = await me.press(requestButtons.review, { value: await refOf() });
    return through(shown, decisionIds.callbackId, (view) => me.submit(view, { code: me.code() }));
  }
}
