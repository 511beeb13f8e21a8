import type { Tx } from "../store/db.ts";
import { listAdministrators } from "../store/users.ts";

/** First names of up to three enrolled people who could do it instead: a refusal names the way on. */
export async function listHelpers(
  tx: Tx,
  { role, except }: { role: "payments_admin" | "system_administrator"; except: string },
): Promise<string[]> {
  const people = await listAdministrators(tx);
  return people
    .filter((person) => person.id !== except && person.firstEnrolledAt !== null)
    .filter((person) => (role === "payments_admin" ? person.grantedAt !== null : person.role === role))
    .slice(0, 3)
    .map((person) => person.firstName);
}
