import type { PersonAct } from "../../../src/domain/person-act.ts";
import { personActId, writePersonRef } from "../../../src/domain/person-ref.ts";
import { confirmIds } from "../../../src/slack/grant/confirm-modal.ts";
import { whoIds } from "../../../src/slack/grant/who-modal.ts";
import { inviteIds } from "../../../src/slack/invite/modal.ts";
import { actCallbackId, actIds } from "../../../src/slack/people/act-modal.ts";
import type { TestPerson } from "../../helpers/people.ts";
import type { Values } from "../helpers/payloads.ts";
import type { Hands } from "./attempt.ts";
import { type ActSpec, through } from "./run.ts";
import type { World } from "./world.ts";

type As = "member" | "payee" | "system_administrator";

function invites(as: As, email: (me: Hands) => string = () => "ned@acmebuilders.example"): ActSpec {
  const values = (me: Hands): Values => ({
    [inviteIds.relationship]: { option: as === "payee" ? "payee" : "employee" },
    [inviteIds.firstName]: "Ned",
    [inviteIds.lastName]: "Moss",
    [inviteIds.email]: email(me),
    ...(as === "payee" ? { [inviteIds.organisation]: "Moss Roofs" } : { [inviteIds.role]: { option: as } }),
    [inviteIds.code]: me.code(),
  });
  const callback_id = inviteIds.callbackId;
  return {
    door: async (me) =>
      through(await me.command("/payments-invite"), callback_id, (view) => me.submit(view, values(me))),
    forced: async (me) => me.submit({ callback_id, private_metadata: await me.bind("invite") }, values(me)),
    changes: {
      now: () => [
        `+ user Ned: invited member ${as === "payee" ? "payee" : "employee"}`,
        "+ email of Ned: ned@acmebuilders.example",
        "+ epoch of Ned: 0",
        "+ invitation of Ned: open",
      ],
      ask: (me) => [
        `+ request: system_administrator ned@acmebuilders.example by ${me.by.firstName}, pending`,
      ],
    },
  };
}

export const invitations = {
  "invite a member": invites("member"),
  "invite a payee": invites("payee"),
  "invite a System Administrator": invites("system_administrator"),
  "invite oneself as one": invites("system_administrator", (me) => me.by.email),
} satisfies Record<string, ActSpec>;

type OnAccount = { act: PersonAct; subject: TestPerson; changes?: NonNullable<ActSpec["changes"]> };

/** An act on somebody's account, by the button of the person's card. */
export function onAccount({ companyId }: World, { act, subject: whom, changes = {} }: OnAccount): ActSpec {
  const callback_id = actCallbackId(act);
  const values = (me: Hands): Values => ({
    [actIds.code]: me.code(),
    ...(act === "email" ? { [actIds.email]: "new@acmebuilders.example" } : {}),
  });
  return {
    subject: whom,
    door: async (me, { userId }) => {
      const shown = await me.press(personActId(act), { value: writePersonRef(companyId, userId) });
      return through(shown, callback_id, (view) => me.submit(view, values(me)));
    },
    forced: async (me, { userId }) =>
      me.submit({ callback_id, private_metadata: await me.bind(act, { userId }) }, values(me)),
    changes,
  };
}

/** What is left of somebody whose account is closed. */
const closed = (name: string) => [
  `- user ${name}: active member employee`,
  `+ user ${name}: deactivated member employee`,
  `- epoch of ${name}: 0`,
  `+ epoch of ${name}: 1`,
  `- factor of ${name}: active`,
  `+ factor of ${name}: destroyed`,
  `- recovery code of ${name}`,
  `- session of ${name}`,
  `- link of ${name}: active`,
  `+ link of ${name}: removed`,
];

export function accounts(world: World) {
  const { people } = world;
  const on = (act: PersonAct, subject: TestPerson, changes: NonNullable<ActSpec["changes"]>) =>
    onAccount(world, { act, subject, changes });
  return {
    "raise a member": on("raise", people.Nora, {
      ask: (me) => [`+ request: system_administrator Nora by ${me.by.firstName}, pending`],
    }),
    "lower a System Administrator": on("lower", people.Sue, {
      now: () => ["- user Sue: active system_administrator employee", "+ user Sue: active member employee"],
    }),
    "lower a Payments Admin": on("lower", people.Pia, {
      now: () => [
        "- user Pia: active system_administrator employee",
        "+ user Pia: active member employee",
        "- grant of Pia",
      ],
    }),
    "deactivate a member": on("deactivate", people.Nora, { now: () => closed("Nora") }),
    "reactivate a member": on("reactivate", people.Dora, {
      now: () => [
        "- user Dora: deactivated member employee",
        "+ user Dora: invited member employee",
        "+ invitation of Dora: open",
      ],
    }),
    "resend an invitation": on("resend", people.Ivo, {
      now: () => ["- invitation of Ivo: open", "+ invitation of Ivo: void", "+ invitation of Ivo: open"],
    }),
    "withdraw an invitation": on("withdraw", people.Ivo, {
      now: () => [
        "- user Ivo: invited member employee",
        "+ user Ivo: deactivated member employee",
        "- epoch of Ivo: 0",
        "+ epoch of Ivo: 1",
        "- invitation of Ivo: open",
        "+ invitation of Ivo: void",
      ],
    }),
    "remove a Payments Admin": on("revoke", people.Pia, {
      // One's own, too: nobody is asked before laying it down.
      now: (me, { firstName }) => [
        `- grant of ${firstName}`,
        `+ request: revoke ${firstName} by ${me.by.firstName}, executed`,
      ],
    }),
    "correct an email": on("email", people.Nora, {
      ask: (me) => [`+ request: email Nora by ${me.by.firstName}, pending`],
    }),
    "grant to a System Admin": grants(world, people.Sue),
    "grant to an invited one": grants(world, people.Ida),
  } satisfies Record<string, ActSpec>;
}

/** `/payments-grant`, by the list and with the person typed. */
export function grants({ companyId }: World, subject: TestPerson): ActSpec {
  const values = (me: Hands) => ({
    [confirmIds.why]: "Covers for me in August",
    [confirmIds.code]: me.code(),
  });
  const who = ({ userId }: TestPerson) => ({
    [whoIds.person]: { option: writePersonRef(companyId, userId) },
    [whoIds.why]: "Covers for me in August",
  });
  const { callbackId } = confirmIds;
  return {
    subject,
    door: async (me, whom) => {
      const asked = await through(await me.command("/payments-grant"), whoIds.callbackId, (view) =>
        me.submit(view, who(whom)),
      );
      return through(asked, callbackId, (view) => me.submit(view, values(me)));
    },
    forced: async (me, { userId }) => {
      const private_metadata = await me.bind("grant", { userId });
      return me.submit({ callback_id: callbackId, private_metadata }, values(me));
    },
    changes: { ask: (me) => [`+ request: grant ${subject.firstName} by ${me.by.firstName}, pending`] },
  };
}
