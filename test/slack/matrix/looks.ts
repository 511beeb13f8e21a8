import { writePersonRef } from "../../../src/domain/person-ref.ts";
import { whoIds } from "../../../src/slack/grant/who-modal.ts";
import { manageIds, whoModal } from "../../../src/slack/people/who-modal.ts";
import { eventSent, optionsSent } from "../helpers/payloads.ts";
import type { ActSpec } from "./run.ts";
import type { World } from "./world.ts";

/** Looking: no code, nothing changes. */
export function looks({ people, companyId }: World) {
  const named = { [manageIds.person]: { option: writePersonRef(companyId, people.Nora.userId) } };
  return {
    "list the Payments Admins": {
      door: (me) => me.command("/payments-admins"),
      shows: { sees: /"Payments Admins"/ },
    },
    "see what waits for me": {
      door: (me) => me.command("/payments"),
      shows: { sees: /Nothing waits for you/ },
    },
    "open Home": {
      door: (me) =>
        me.send(eventSent(me.sender, { type: "app_home_opened", user: me.sender.slackUserId, tab: "home" })),
      shows: { sees: /Acme Builders payments/ },
    },
    "see my own account": {
      door: (me) => me.command("/payments-me"),
      shows: { sees: /Authenticator app|Unlink/ },
    },
    "find a person by name": {
      door: (me) => me.send(optionsSent(me.sender, manageIds.person)),
      // "pe": Petra.
      shows: { sees: /Petra/, none: /^(?!.*Petra)/ },
    },
    "find whom to grant": {
      door: (me) => me.send(optionsSent(me.sender, whoIds.person)),
      shows: { sees: /Petra/, none: /^(?!.*Petra)/ },
    },
    "see a person's card": { door: (me) => me.submit(whoModal(), named), shows: { sees: /Nora Okafor/ } },
  } satisfies Record<string, ActSpec>;
}
