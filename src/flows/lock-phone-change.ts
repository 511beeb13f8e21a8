import { boxPlace } from "../crypto/box-place.ts";
import { type KeyRing, open } from "../crypto/secret-box.ts";
import type { Deps } from "../deps.ts";
import { isHeld, isLocked } from "../domain/attempt.ts";
import { isWaiting } from "../domain/contact-change.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { type ContactChange, findOpenContactChange } from "../store/contact-changes.ts";
import type { Tx } from "../store/db.ts";
import { faultRefusal } from "./count-wrong-code.ts";
import type { Session } from "./find-session.ts";
import { lockSessionUser, type SessionUser } from "./lock-session-user.ts";

/** Where the number stands that waits to be confirmed. */
export const newPhonePlace = (changeId: string) => boxPlace("contact_changes.phone_box", changeId);

/** The new number, in E.164. */
export function newPhoneOf(keys: KeyRing, { id, phoneBox }: ContactChange): string {
  if (!phoneBox) throw new Error("a change of phone without a number");
  return open(keys, newPhonePlace(id), phoneBox);
}

/**
 * The change that waits for its code, under the lock of its owner: whoever tries many codes at once tries them one after the
 * other (R12). None any more after a reset (R44), and no code is looked at while the account's codes are locked.
 */
export async function lockPhoneChange(
  tx: Tx,
  { now, keys }: Pick<Deps, "now" | "keys">,
  session: Session,
): Promise<Result<SessionUser & { change: ContactChange; phone: string }>> {
  const locked = await lockSessionUser(tx, session, { level: "full", now: now() });
  if (!locked.ok) return locked;
  const { user } = locked.value;
  if (isHeld(user, now())) return refuse(await faultRefusal(tx, user, "held"));
  if (isLocked(user, now())) return refuse(await faultRefusal(tx, user, "locked"));
  const change = await findOpenContactChange(tx, user.id, "phone");
  if (!change || !isWaiting(change, user, now())) return refuse({ code: "phone_change_over" });
  return ok({ ...locked.value, change, phone: newPhoneOf(keys, change) });
}
