import { and, asc, eq, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import { searchable } from "../domain/text.ts";
import type { Tx } from "./db.ts";
import { onlyRow } from "./rows.ts";
import { grants, users } from "./schema/people.ts";

export type User = typeof users.$inferSelect;
export type NewUser = Omit<typeof users.$inferInsert, "searchName" | "searchLastName">;

export async function findUser(tx: Tx, id: string): Promise<User | undefined> {
  const rows = await tx.select().from(users).where(eq(users.id, id));
  return rows[0];
}

/** `email` is normalised. */
export async function findUserByEmail(tx: Tx, email: string): Promise<User | undefined> {
  const rows = await tx.select().from(users).where(eq(users.email, email));
  return rows[0];
}

/** The user, locked until the transaction ends: whoever decides about a person holds this. */
export async function lockUser(tx: Tx, id: string): Promise<User> {
  return onlyRow(await tx.select().from(users).where(eq(users.id, id)).for("update"), "user");
}

/** Two users locked in the order of their ids, so that two acts on each other wait instead of deadlocking. */
export async function lockTwoUsers(tx: Tx, firstId: string, secondId: string): Promise<[User, User]> {
  const rows = await tx
    .select()
    .from(users)
    .where(inArray(users.id, [firstId, secondId]))
    .orderBy(asc(users.id))
    .for("update");
  const byId = (id: string) =>
    onlyRow(
      rows.filter((row) => row.id === id),
      "user",
    );
  return [byId(firstId), byId(secondId)];
}

/** Several users locked in the order of their ids, whoever is named twice once. */
export async function lockUsers(tx: Tx, ids: readonly string[]): Promise<Map<string, User>> {
  const rows = await tx
    .select()
    .from(users)
    .where(inArray(users.id, [...new Set(ids)]))
    .orderBy(asc(users.id))
    .for("update");
  return new Map(rows.map((row) => [row.id, row]));
}

export async function insertUser(tx: Tx, user: NewUser): Promise<void> {
  await tx.insert(users).values({ ...user, ...searchNames(user) });
}

/** The type-ahead finds people by the beginning of either name. */
const searchNames = ({ firstName, lastName }: Pick<NewUser, "firstName" | "lastName">) => ({
  searchName: searchable(`${firstName} ${lastName}`),
  searchLastName: searchable(`${lastName} ${firstName}`),
});

export async function updateUser(tx: Tx, id: string, changes: Partial<NewUser>): Promise<User> {
  return onlyRow(await tx.update(users).set(changes).where(eq(users.id, id)).returning(), "user");
}

/** Voids whatever was begun before. */
export async function raiseEpoch(tx: Tx, id: string): Promise<number> {
  const rows = await tx
    .update(users)
    .set({ mfaEpoch: sql`${users.mfaEpoch} + 1` })
    .where(eq(users.id, id))
    .returning({ epoch: users.mfaEpoch });
  return onlyRow(rows, "user").epoch;
}

/** Up to 200 emails of people who are not deactivated, for "Did you mean". */
export function listEmailsLike(tx: Tx, prefix: string) {
  return tx
    .select({ email: users.email, firstName: users.firstName, lastName: users.lastName })
    .from(users)
    .where(and(sql`starts_with(${users.email}, ${prefix})`, inArray(users.status, ["invited", "active"])))
    .orderBy(asc(users.email))
    .limit(200);
}

/** Enrolled people who hold a role, by name: who could help. */
export function listAdministrators(tx: Tx) {
  return tx
    .select({
      id: users.id,
      firstName: users.firstName,
      lastName: users.lastName,
      email: users.email,
      role: users.role,
      firstEnrolledAt: users.firstEnrolledAt,
      lockedUntil: users.lockedUntil,
      grantedAt: grants.grantedAt,
    })
    .from(users)
    .leftJoin(
      grants,
      and(eq(grants.userId, users.id), eq(grants.companyId, users.companyId), isNull(grants.revokedAt)),
    )
    .where(
      and(
        inArray(users.status, ["invited", "active"]),
        or(eq(users.role, "system_administrator"), isNotNull(grants.id)),
      ),
    )
    .orderBy(asc(users.firstName), asc(users.lastName));
}
