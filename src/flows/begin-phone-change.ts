import { seal } from "../crypto/secret-box.ts";
import { newId } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { phoneChangeLifetimeMs } from "../domain/contact-change.ts";
import { type Result, refuse } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { insertContactChange } from "../store/contact-changes.ts";
import { inTenant, type Tx } from "../store/db.ts";
import type { User } from "../store/users.ts";
import { voidContactChange } from "./cancel-contact-change.ts";
import { contactPhoneOf, parseContactPhone } from "./contact-phone.ts";
import type { Session } from "./find-session.ts";
import { contactLimit } from "./limit-contact-changes.ts";
import { newPhonePlace } from "./lock-phone-change.ts";
import { sendSmsCode, type TextDeps, type Texted } from "./send-sms-code.ts";
import { lockOwnAct, type OwnForm, proveOwnAct } from "./take-own-act.ts";

/** `phone`: E.164, and judged by the caller as one that can be texted (R17). */
type Number = { phone: string; address: string | undefined };

/**
 * Begins the change of the number that one is called at, for a fresh code, and texts a code to the new number. Nothing changes
 * until that comes back: so neither the session alone nor a slip in the number leads a caller to somebody else (R51). That it is
 * the number on file is said only for a right code: the account shows two digits of it, and must not confirm a guess of the rest.
 */
export async function beginPhoneChange(
  deps: Deps,
  session: Session,
  { phone, address, challengeId, code }: OwnForm & Number,
): Promise<Result<Texted>> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    if (!deps.smsCountries) return refuse({ code: "no_phone_change" });
    const locked = await lockOwnAct(tx, deps, { session, act: "own_phone", challengeId });
    if (!locked.ok) return locked;
    const { row, user } = locked.value;
    const limit = await contactLimit(tx, deps, { userId: user.id, kind: "phone" });
    if (limit) return refuse(limit);
    const onFile = parseContactPhone(contactPhoneOf(deps.keys, user) ?? "")?.number;
    const refusal = onFile === phone ? ({ code: "own_phone" } as const) : undefined;
    const proof = await proveOwnAct(tx, deps, { locked: locked.value, code, refusal });
    if (!proof.ok) return proof;
    return begin(tx, deps, { user, phone, address, device: row.device });
  });
}

type Change = Number & { user: User; device: string | null };

/** What waited before goes on waiting where the new one cannot be texted now. */
async function begin(
  tx: Tx,
  deps: TextDeps,
  { user, phone, address, device }: Change,
): Promise<Result<Texted>> {
  const now = deps.now();
  const id = newId(deps.randomBytes);
  const expiresAt = new Date(now.getTime() + phoneChangeLifetimeMs);
  const text = { userId: user.id, refId: id, phone, purpose: "own_phone", address, until: expiresAt };
  const texted = await sendSmsCode(tx, deps, text);
  if (!texted.ok) return texted;
  await voidContactChange(tx, { userId: user.id, kind: "phone", now });
  await insertContactChange(tx, {
    id,
    userId: user.id,
    kind: "phone",
    phoneBox: seal(deps.keys, newPhonePlace(id), phone),
    epoch: user.mfaEpoch,
    createdAt: now,
    expiresAt,
  });
  const facts = { changeId: id, device };
  await appendAudit(tx, { kind: "own_phone_begun", at: now, actorId: user.id, facts });
  return texted;
}
