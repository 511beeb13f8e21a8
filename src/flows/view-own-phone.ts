import type { Deps } from "../deps.ts";
import { isWaiting } from "../domain/contact-change.ts";
import { phoneHint } from "../domain/sms.ts";
import { type ContactChange, findOpenContactChange } from "../store/contact-changes.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { findSmsCode } from "../store/sms-codes.ts";
import { findUser } from "../store/users.ts";
import { contactHint, contactPhoneOf } from "./contact-phone.ts";
import type { Session } from "./find-session.ts";
import { newPhoneOf } from "./lock-phone-change.ts";
import { type TextState, textStateOf } from "./view-code-ways.ts";

/** The new number that waits for its code; its owner typed it a moment ago. `codeUntil`: of the code that is out. */
export type WaitingPhone = TextState & { phone: string; codeUntil: Date | undefined; expiresAt: Date };

export type OwnPhone = {
  /** The last two digits of the number on file. */
  hint: string | undefined;
  waiting: WaitingPhone | undefined;
};

/** The number that one is called at, and the one that waits to take its place. Changes nothing, and texts nobody (R30). */
export async function viewOwnPhone(
  deps: Pick<Deps, "db" | "now" | "keys">,
  session: Session,
): Promise<OwnPhone> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const user = await findUser(tx, session.userId);
    const onFile = user && contactPhoneOf(deps.keys, user);
    const change = await findOpenContactChange(tx, session.userId, "phone");
    const waits = user && change && isWaiting(change, user, deps.now());
    return {
      hint: onFile && contactHint(onFile),
      waiting: waits ? await waitingOf(tx, deps, change) : undefined,
    };
  });
}

async function waitingOf(
  tx: Tx,
  deps: Pick<Deps, "now" | "keys">,
  change: ContactChange,
): Promise<WaitingPhone> {
  const { id: refId, userId, expiresAt } = change;
  const phone = newPhoneOf(deps.keys, change);
  const state = await textStateOf(tx, deps, { userId, refId, hint: phoneHint(phone) });
  const code = state.sentAt && (await findSmsCode(tx, refId));
  return { ...state, phone, codeUntil: code?.expiresAt, expiresAt };
}
