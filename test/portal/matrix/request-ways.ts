import { newest } from "../../slack/matrix/request-acts.ts";
import { requestKinds } from "../../slack/matrix/requests.ts";
import type { RequestAct } from "../../slack/matrix/tables/requests.ts";
import type { World } from "../../slack/matrix/world.ts";
import { coded, onForm, type Ways, type WebWay } from "./ways.ts";

/** Everything that is done to a request, on its own page. */
export function requestActWays(world: World) {
  const pathOf = async (act: string) => `/payments/approvals/${(await newest(world)).requestId}/${act}`;
  const withCode = (act: "approve" | "proceed") =>
    coded({
      path: () => pathOf(act),
      purpose: act,
      about: async () => {
        const { requestId, subjectId } = await newest(world);
        return { requestId, ...(subjectId ? { userId: subjectId } : {}) };
      },
    });
  /** Without a code: the page, and its form without the page. */
  const plain = (act: "deny" | "ask" | "answer" | "cancel", fields: Record<string, string> = {}): WebWay => ({
    door: async (me) => {
      const at = await pathOf(act);
      return onForm(await me.get(at), () => me.post(at, fields));
    },
    forced: async (me) => me.post(await pathOf(act), fields),
  });
  return {
    approve: withCode("approve"),
    deny: plain("deny", { reason: "unneeded", more: "" }),
    question: plain("ask", { text: "Did you call her?" }),
    answer: plain("answer", { text: "I did." }),
    cancel: plain("cancel"),
    remind: { door: async (me) => me.post(await pathOf("remind")) },
    proceed: withCode("proceed"),
  } satisfies Record<string, WebWay>;
}

export function requestWays(world: World): Ways<RequestAct> {
  const { approve, deny, question, answer, cancel, remind, proceed } = requestActWays(world);
  const kinds = Object.keys(requestKinds(world).kinds) as (keyof ReturnType<typeof requestKinds>["kinds"])[];
  const each = <Verb extends string>(verb: Verb, way: WebWay) =>
    Object.fromEntries(kinds.map((kind) => [`${verb} ${kind}`, way])) as Record<
      `${Verb} ${(typeof kinds)[number]}`,
      WebWay
    >;
  return {
    ...each("approve", approve),
    ...each("deny", deny),
    "question a grant": question,
    "question an ask for a payee": question,
    "question a removal": question,
    "review and approve a grant": "Review, in the list, leads to the page that every way to approve leads to",
    "answer a question": answer,
    "cancel a request": cancel,
    "remind of a request": remind,
    "proceed without approval": proceed,
  };
}
