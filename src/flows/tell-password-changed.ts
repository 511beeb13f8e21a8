import type { Deps } from "../deps.ts";
import type { Tx } from "../store/db.ts";
import { insertOutbox } from "../store/outbox.ts";
import { tellPerson } from "./tell-person.ts";

/** By mail to every address, by text, and by Slack beside them: whoever reads the mailbox in secret may have done it, and would hide the mail. */
export async function tellPasswordChanged(tx: Tx, deps: Deps, userId: string): Promise<void> {
  await tellPerson(tx, deps, {
    userId,
    refId: userId,
    mail: "password_changed_mail",
    text: "password_changed",
  });
  await insertOutbox(tx, deps, { kind: "password_changed_dm", refId: userId, recipientId: userId });
}
