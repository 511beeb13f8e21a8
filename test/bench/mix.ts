import { whoIds as granteeIds } from "../../src/slack/grant/who-modal.ts";
import { grantIds, showMeId } from "../../src/slack/help.ts";
import { actionSent, commandSent, optionsSent, type Sender, type Sent } from "../slack/helpers/payloads.ts";

/** What people do all day, as signed forms: commands that open a form or say something, a button, a type-ahead. Each is new each time. */
export function dayOf(sender: Sender, responseUrl: string): string[] {
  const command = (name: string, text = "") => commandSent(sender, { name, text, responseUrl });
  const sent: Sent[] = [
    command("/payments-reset-mfa"),
    command("/payments"),
    command("/payments-admins"),
    command("/payments-me"),
    command("/payments-reset-mfa", "petra@alvarezdrywall.example"),
    command("/payments-grant"),
    command("/payments-reset-mfa", "nobody@alvarezdrywall.example"),
    optionsSent(sender, granteeIds.person),
    actionSent(sender, { actionId: showMeId, responseUrl }),
    actionSent(sender, { actionId: grantIds.start, responseUrl }),
  ];
  return sent.map(({ body }) => unlike(body));
}

/** The trigger is Slack's own each time: with it every request is another one. */
const unlike = (body: string) => body.replace(/1\.2\.[0-9a-f]{12}/, "1.2.0UNIQUE0");
