import { boxPlace } from "../crypto/box-place.ts";
import { keyedHash, keyedHashes } from "../crypto/keyed-hash.ts";
import { type KeyRing, open } from "../crypto/secret-box.ts";
import { sameText } from "../crypto/token.ts";
import { checkTotp } from "../crypto/totp.ts";
import type { Deps } from "../deps.ts";
import type { Tx } from "../store/db.ts";
import type { Factor } from "../store/factors.ts";
import { findSmsCode } from "../store/sms-codes.ts";

/** Where a factor's secret stands. */
export const secretPlace = (factorId: string) => boxPlace("factors.secret_box", factorId);

/** Where a factor's number stands. */
export const phonePlace = (factorId: string) => boxPlace("factors.phone_box", factorId);

/** Numbers are counted together whatever row they come from (R17). */
const numberPlace = { table: "sms_codes", row: "", purpose: "number" };
const codePlace = (id: string) => ({ table: "sms_codes", row: id, purpose: "code" });

export const hashNumber = (keys: KeyRing, phone: string) => keyedHash(keys, numberPlace, phone);
export const hashesOfNumber = (keys: KeyRing, phone: string) => keyedHashes(keys, numberPlace, phone);
/** Of one row: the same six digits texted twice have two hashes. */
export const hashTextedCode = (keys: KeyRing, id: string, code: string) =>
  keyedHash(keys, codePlace(id), code);

/** The number of a factor for text messages, in E.164. */
export function phoneOf(keys: KeyRing, factor: Factor): string {
  if (!factor.phoneBox) throw new Error("a factor without a number cannot be texted");
  return open(keys, phonePlace(factor.id), factor.phoneBox);
}

/** The app's code. Opens the secret for the length of one check. */
export function checkApp(
  deps: Pick<Deps, "keys">,
  factor: Factor,
  { code, now }: { code: string; now: Date },
) {
  if (!factor.secretBox) throw new Error("a factor without a secret cannot be checked");
  const secret = open(deps.keys, secretPlace(factor.id), factor.secretBox);
  return checkTotp({ secret, code, now, lastStep: factor.lastStep });
}

/**
 * The code that was texted for this challenge, set-up or change, to the number as it is now: a code that went to the number
 * before serves nothing. Undefined when none is out that still works; then the number's box stays closed. Uses nothing up.
 */
export async function checkText(
  tx: Tx,
  { keys, now }: Pick<Deps, "keys" | "now">,
  { refId, getPhone, code }: { refId: string; getPhone: () => string; code: string },
): Promise<{ id: string; isRight: boolean } | undefined> {
  const row = await findSmsCode(tx, refId);
  if (!row || row.expiresAt <= now()) return undefined;
  if (!hashesOfNumber(keys, getPhone()).includes(row.numberHash)) return undefined;
  const hashes = keyedHashes(keys, codePlace(row.id), code);
  return { id: row.id, isRight: hashes.some((hash) => sameText(hash, row.codeHash)) };
}
