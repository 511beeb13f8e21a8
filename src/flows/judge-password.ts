import { commonPasswords } from "../crypto/common-passwords.ts";
import { type PasswordFault, passwordFault } from "../domain/password.ts";
import type { Company } from "../store/companies.ts";
import type { User } from "../store/users.ts";

/** What is wrong with a normalised password of this person: judged against the list, and against the words that an attacker would try for them (R26). */
export function judgePassword(
  password: string,
  { user, company }: { user: User; company: Company },
): PasswordFault | undefined {
  const context = [user.firstName, user.lastName, user.email, company.name, company.displayName, "latchkey"];
  return passwordFault(password, { common: commonPasswords, context });
}
