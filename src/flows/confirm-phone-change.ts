import { seal } from "../crypto/secret-box.ts";
import type { Deps } from "../deps.ts";
import { maxPerChallenge } from "../domain/attempt.ts";
import type { Refusal } from "../domain/refusal.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { type ContactChange, countContactAttempt, endContactChange } from "../store/contact-changes.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { useSmsCode } from "../store/sms-codes.ts";
import { type User, updateUser } from "../store/users.ts";
import { voidContactChange } from "./cancel-contact-change.ts";
import { checkText } from "./check-code.ts";
import { dialable } from "./contact-phone.ts";
import { countOnAccount } from "./count-wrong-code.ts";
import type { Session } from "./find-session.ts";
import { contactPhonePlace } from "./insert-invited.ts";
import { lockPhoneChange } from "./lock-phone-change.ts";
import { tellSelf } from "./tell-self.ts";
import { textPerson } from "./text-person.ts";

/**
 * The code that was texted to the new number: whoever is signed in holds that phone, and a fresh code began it (R51). From now
 * on this number is called, and for a week a reset of this person needs an approval.
 */
export async function confirmPhoneChange(
  deps: Deps,
  session: Session,
  { code }: { code: string },
): Promise<Result<{ replaced: boolean }>> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const locked = await lockPhoneChange(tx, deps, session);
    if (!locked.ok) return locked;
    const { row, user, change, phone } = locked.value;
    const check = await checkText(tx, deps, {
      refId: change.id,
      getPhone: () => phone,
      code: code.replace(/\s/g, ""),
    });
    if (!check) return refuse({ code: "phone_code_over" });
    if (!check.isRight) return refuse(await countWrong(tx, deps, { user, change }));
    const now = deps.now();
    const isUsed = await useSmsCode(tx, check.id, now);
    if (!isUsed || !(await endContactChange(tx, change.id, { doneAt: now })))
      throw new Error("the change moved under its lock");
    return ok(await putOnFile(tx, deps, { user, change, phone, device: row.device }));
  });
}

/** On the change, whose fifth ends it, and on the account with every other wrong code (R12). It must be committed. */
async function countWrong(
  tx: Tx,
  deps: Deps,
  { user, change }: { user: User; change: ContactChange },
): Promise<Refusal> {
  const attempts = await countContactAttempt(tx, change.id);
  const wrong = { user, kind: "sms", purpose: "own_phone", attempts };
  const refusal = await countOnAccount(tx, deps, wrong);
  if (attempts < maxPerChallenge) return refusal;
  await voidContactChange(tx, { userId: user.id, kind: "phone", now: deps.now() });
  return refusal.code === "wrong_code" ? { code: "phone_change_exhausted" } : refusal;
}

type Confirmed = { user: User; change: ContactChange; phone: string; device: string | null };

/** Texts are sent to the number on file, so that the old one hears of it only before it is gone. */
async function putOnFile(
  tx: Tx,
  deps: Deps,
  { user, change, phone, device }: Confirmed,
): Promise<{ replaced: boolean }> {
  const now = deps.now();
  const replaced = user.contactPhoneBox !== null;
  const news = replaced ? "phone_changed" : "phone_added";
  await textPerson(tx, deps, { userId: user.id, news });
  await updateUser(tx, user.id, {
    contactPhoneBox: seal(deps.keys, contactPhonePlace(user.id), dialable(phone)),
    contactPhoneSetAt: now,
    contactPhoneChangedAt: now,
  });
  await tellSelf(tx, deps, { userId: user.id, news, device });
  const facts = { changeId: change.id, device };
  await appendAudit(tx, { kind: "own_phone_changed", at: now, actorId: user.id, facts });
  return { replaced };
}
