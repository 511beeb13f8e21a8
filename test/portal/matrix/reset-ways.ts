import type { TestPerson } from "../../helpers/people.ts";
import type { ResetAct } from "../../slack/matrix/tables/resets.ts";
import type { World } from "../../slack/matrix/world.ts";
import { challengeOn } from "../office.ts";
import type { Seen, Tab } from "./tab.ts";
import { coded, onForm, type Ways, type WebWay } from "./ways.ts";

const pathOf = ({ userId }: TestPerson) => `/account/reset-mfa/${userId}`;

/** Who → the form that fits the person. */
const opened = (me: Tab, { email }: Pick<TestPerson, "email">) => me.post("/account/reset-mfa", { email });

const kindOn = ({ html }: Seen) => /name="kind" value="(\w+)"/.exec(html)?.[1];
const reasons = { reason: "lost_phone", verified_how: "called", note: "Ticket 8841" };

type Kind = "reset" | "ask" | "renew";
const purposes = { reset: "reset", ask: "ask_reset", renew: "renew_reset" } as const;

/** One of the three forms. Undefined where another of them was opened: then this act was not offered. */
function formWay(kind: Kind): WebWay {
  const fields = (me: Tab) => ({
    kind,
    ...(kind === "renew" ? {} : reasons),
    ...(kind === "ask" ? {} : { code: me.code() }),
  });
  return {
    door: async (me, subject) => {
      const first = await opened(me, subject);
      // "Start a new reset" stands in the form that offers a new code.
      const isAnew = kind === "reset" && kindOn(first) === "renew";
      const page = isAnew
        ? await me.post(`${pathOf(subject)}/anew`, { challenge: challengeOn(first) })
        : first;
      if (kindOn(page) && kindOn(page) !== kind) return undefined;
      return onForm(page, () => me.post(pathOf(subject), { challenge: challengeOn(page), ...fields(me) }));
    },
    forced: async (me, subject) => {
      const challenge = await me.bind(purposes[kind], { userId: subject.userId });
      return me.post(pathOf(subject), { challenge, ...fields(me) });
    },
  };
}

/** *Lock now* goes with the challenge of the form that it stands in, whichever it is. */
const locks: WebWay = {
  door: async (me, subject) =>
    onForm(await opened(me, subject), (page) =>
      me.post(`${pathOf(subject)}/lock`, { challenge: challengeOn(page) }),
    ),
  forced: async (me, subject) =>
    me.post(`${pathOf(subject)}/lock`, { challenge: await me.bind("look", { userId: subject.userId }) }),
};

const releases = coded({
  path: (_, subject) => `${pathOf(subject)}/unlock`,
  purpose: "release",
  about: ({ userId }) => ({ userId }),
});

/** *Undo* stands on the page of the request that the reset came of. */
const undoes = ({ owner }: World): WebWay =>
  coded({
    path: async (_, { userId }) => {
      const [row] =
        await owner`select request_id from resets where subject_id = ${userId} order by executed_at desc`;
      return `/payments/approvals/${row?.["request_id"]}/undo`;
    },
    purpose: "undo_reset",
    about: ({ userId }) => ({ userId }),
  });

export const resetActWays = (world: World) => ({
  ...{ resets: formWay("reset"), asks: formWay("ask"), renews: formWay("renew") },
  ...{ locks, releases, undoes: undoes(world) },
});

export function resetWays(world: World): Ways<ResetAct> {
  const { resets, asks, renews, undoes: undoing } = resetActWays(world);
  return {
    "open the form on a person": {
      door: opened,
      shows: { sees: /Confirm MFA reset|Ask for an MFA reset/ },
    },
    "open it on nobody's address": {
      door: (me) => opened(me, { email: "nobody@elsewhere.example" }),
      shows: { sees: /No one at your company signs in/ },
    },
    "reset a member": resets,
    "reset a payee": resets,
    "reset a payee with a new phone": resets,
    "reset a System Administrator": resets,
    "reset a Payments Admin": resets,
    "ask for a payee": asks,
    "ask for an administrator": asks,
    "lock now": locks,
    unlock: releases,
    // Slack leads there by the form about oneself, which says so first; here the page has an address.
    "unlock oneself": { ...releases, differs: { himself: "pa" } },
    // Whom it is about was reset: the old session is over.
    "send a new code": { ...renews, differs: { subject: "out" } },
    "undo a reset": { ...undoing, differs: { subject: "out" } },
  };
}
