import type { PersonAct } from "../../../src/domain/person-act.ts";
import type { AccountAct } from "../../slack/matrix/tables/accounts.ts";
import type { World } from "../../slack/matrix/world.ts";
import { challengeOn } from "../office.ts";
import type { Tab } from "./tab.ts";
import { coded, look, onForm, type Ways, type WebWay } from "./ways.ts";

function invites(as: "member" | "payee" | "system_administrator", email?: (me: Tab) => string): WebWay {
  return coded({
    path: () => "/team/new",
    purpose: "invite",
    fields: (me) => ({
      relationship: as === "payee" ? "payee" : "employee",
      first_name: "Ned",
      last_name: "Moss",
      email: email?.(me) ?? "ned@acmebuilders.example",
      ...(as === "payee" ? { organisation: "Moss Roofs" } : { role: as }),
    }),
  });
}

export const onAccount = (act: PersonAct): WebWay =>
  coded({
    path: (_, { userId }) => `/team/${userId}/${act}`,
    purpose: act,
    about: ({ userId }) => ({ userId }),
    ...(act === "email" ? { fields: () => ({ email: "new@acmebuilders.example" }) } : {}),
  });

const add = "/payments/configuration/add";
const why = "Covers for me in August";
/** Add Admins → choose → Continue → Add Payments Admin. A payee hears first, as on every page of Payments, that it is for the team. */
export const grants: WebWay = {
  ...coded({
    path: (_, { userId }) => `${add}/${userId}`,
    purpose: "grant",
    about: ({ userId }) => ({ userId }),
    fields: () => ({ why }),
  }),
  door: async (me, { userId: person }) =>
    onForm(await me.get(add), async () =>
      onForm(await me.post(add, { person }), (form) =>
        me.post(`${add}/${person}`, { challenge: challengeOn(form), code: me.code(), why }),
      ),
    ),
  differs: { Pat: "staff" },
};

const inSlackOnly = "approval settings and the approvals channel are set in Slack, where the channel is";

export const accountWays = ({ people }: World): Ways<AccountAct> => ({
  "list the Payments Admins": look(() => "/payments/configuration", /Payments Admins/),
  "see what waits for me": look(() => "/payments/approvals", /Nothing waits for you/),
  "open Home": "Home is a tab of Slack",
  "see my own account": look(() => "/account/security", /Authenticator app/),
  // The list of Team answers a payee with a page, where a menu of Slack stays empty.
  "find a person by name": { ...look(() => "/team?q=pe", /Petra/), differs: { Pat: "staff" } },
  // The page shows whom one could grant, so it is for those who may grant; Slack's menu is the one of every form. Coming to the
  // page is not recorded, nor is it in Slack; naming somebody is.
  "find whom to grant": {
    ...look(() => `${add}?q=pe`, /Petra/),
    forced: (me) => me.get(`${add}/${people.Sue.userId}`),
    differs: { Sam: "admin", Pat: "staff" },
  },
  "see a person's card": look(() => `/team/${people.Nora.userId}`, /Nora Okafor/),

  "invite a member": invites("member"),
  "invite a payee": invites("payee"),
  "invite a System Administrator": invites("system_administrator"),
  "invite oneself as one": invites("system_administrator", (me) => me.by.email),
  "resend an invitation": onAccount("resend"),
  "withdraw an invitation": onAccount("withdraw"),
  "raise a member": onAccount("raise"),
  "lower a System Administrator": onAccount("lower"),
  "lower a Payments Admin": onAccount("lower"),
  "deactivate a member": onAccount("deactivate"),
  "reactivate a member": onAccount("reactivate"),
  "grant to a System Admin": grants,
  "grant to an invited one": grants,
  "remove a Payments Admin": onAccount("revoke"),
  "correct an email": onAccount("email"),

  "make the policy stricter": inSlackOnly,
  "make the policy weaker": inSlackOnly,
  "shorten the wait": inSlackOnly,
  "choose the first channel": inSlackOnly,
  "choose another channel": inSlackOnly,
  "go without a channel": inSlackOnly,
});
