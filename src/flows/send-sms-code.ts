import { keyedHash, keyedHashes } from "../crypto/keyed-hash.ts";
import { newId, newNumber } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import type { TextRefusal } from "../domain/refusal.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { nextTextAt, phoneHint, textCodeLifetimeMs, textFault, textWindowMs } from "../domain/sms.ts";
import { appendAudit } from "../store/audit.ts";
import type { Tx } from "../store/db.ts";
import { insertOutbox, voidPending } from "../store/outbox.ts";
import { countTexts, insertSmsCode, voidSmsCode } from "../store/sms-codes.ts";
import { hashesOfNumber, hashNumber, hashTextedCode } from "./check-code.ts";

export type TextDeps = Pick<Deps, "now" | "randomBytes" | "keys" | "smsCountries">;

/** Network addresses are counted together; only their hash is kept. */
const addressPlace = { table: "sms_codes", row: "", purpose: "address" };

type Text = {
  /** Locked by the caller, so that one person's texts are counted one after the other. */
  userId: string;
  /** What the code may prove, and nothing else: a challenge, a set-up, a change (R16). */
  refId: string;
  /** E.164. */
  phone: string;
  /** To an active factor of this person, whom the texts of others to the same number do not concern (R17). */
  isOwn?: true;
  /** What it is for, for the audit. */
  purpose: string;
  /** The network address that asked; in Slack there is none. */
  address: string | undefined;
  /** When what it proves runs out, if sooner than the code. */
  until?: Date;
};

/** A code is on its way. `hint`: the number's last two digits. */
export type Texted = { hint: string; sentAt: Date; nextAt: Date };

/**
 * Texts a code: the only way in which one goes out, whatever it is for. It voids the one before and leaves every count of wrong
 * codes as it is (R14); the caps stand before it (R17). Two people at the same moment may pass a cap that they share by one.
 */
export async function sendSmsCode(tx: Tx, deps: TextDeps, text: Text): Promise<Result<Texted, TextRefusal>> {
  const { userId, refId, phone, purpose, address } = text;
  const { keys } = deps;
  if (!deps.smsCountries) return refuse({ code: "no_texts" });
  const now = deps.now();
  const since = new Date(now.getTime() - textWindowMs);
  const addressHashes = address ? keyedHashes(keys, addressPlace, address) : [];
  const numberHashes = hashesOfNumber(keys, phone);
  const usage = await countTexts(tx, {
    userId,
    numberHashes,
    isOwn: text.isOwn === true,
    addressHashes,
    since,
  });
  const fault = textFault(usage, now);
  if (fault?.why === "too_soon") {
    const waitMs = fault.at.getTime() - now.getTime();
    return refuse({ code: "text_too_soon", at: fault.at, waitMs });
  }
  if (fault) {
    const facts = { cap: fault.cap, purpose };
    await appendAudit(tx, { kind: "text_refused", at: now, actorId: userId, facts });
    return refuse({ code: "text_limit", cap: fault.cap, until: fault.until });
  }
  await voidTextedCode(tx, refId, now);
  const code = newNumber(deps.randomBytes, 6);
  const id = newId(deps.randomBytes);
  const lasting = now.getTime() + textCodeLifetimeMs;
  const expiresAt = new Date(Math.min(lasting, text.until?.getTime() ?? lasting));
  await insertSmsCode(tx, {
    id,
    userId,
    refId,
    numberHash: hashNumber(keys, phone),
    addressHash: address ? keyedHash(keys, addressPlace, address) : null,
    codeHash: hashTextedCode(keys, id, code),
    sentAt: now,
    expiresAt,
  });
  const payload = { code, phone };
  await insertOutbox(tx, deps, {
    kind: "sms_code_text",
    refId: id,
    recipientId: userId,
    payload,
    expiresAt,
  });
  await appendAudit(tx, { kind: "code_texted", at: now, actorId: userId, facts: { purpose } });
  const nextAt = nextTextAt({ unused: usage.unused + 1, lastAt: now }) ?? now;
  return ok({ hint: phoneHint(phone), sentAt: now, nextAt });
}

/** Voids what was texted for this, and the text that has not left yet. */
export async function voidTextedCode(tx: Tx, refId: string, now: Date): Promise<void> {
  const before = await voidSmsCode(tx, refId, now);
  if (before) await voidPending(tx, now, { refId: before, kinds: ["sms_code_text"] });
}
