import { open } from "../crypto/secret-box.ts";
import type { Deps } from "../deps.ts";
import { phonePlace } from "../flows/check-code.ts";
import { contactPhonePlace } from "../flows/insert-invited.ts";
import { inTenant } from "../store/db.ts";
import { listFactorsOfAll } from "../store/factors.ts";

/** Whose number it is, by its digits: of a set-up that is under way, too. */
export async function listNumbers(
  { db, keys }: Pick<Deps, "db" | "keys">,
  companyId: string,
): Promise<Map<string, string>> {
  const rows = await inTenant(db, companyId, listFactorsOfAll);
  const names = new Map<string, string>();
  for (const { factor, user } of rows.toReversed()) {
    const name = `${user.firstName} ${user.lastName}`;
    const contact = user.contactPhoneBox && open(keys, contactPhonePlace(user.id), user.contactPhoneBox);
    const number = factor.phoneBox && open(keys, phonePlace(factor.id), factor.phoneBox);
    for (const known of [contact, number]) if (known) names.set(digitsOf(known), name);
  }
  return names;
}

export const digitsOf = (number: string) => number.replace(/\D/g, "");
