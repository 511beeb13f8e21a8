import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { union } from "drizzle-orm/pg-core";
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

/** Without a lock, for their names. */
export function findUsers(tx: Tx, ids: readonly string[]): Promise<User[]> {
  return tx
    .select()
    .from(users)
    .where(inArray(users.id, [...new Set(ids)]));
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

/** Users locked in the order of their ids, so that two acts on each other wait instead of deadlocking. */
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
  const { firstName, lastName } = changes;
  const names = firstName !== undefined && lastName !== undefined ? searchNames({ firstName, lastName }) : {};
  const rows = await tx
    .update(users)
    .set({ ...changes, ...names })
    .where(eq(users.id, id))
    .returning();
  return onlyRow(rows, "user");
}

/** Voids whatever was begun before, with what else changes about the user. */
export async function raiseEpoch(tx: Tx, id: string, changes: Partial<NewUser> = {}): Promise<number> {
  const rows = await tx
    .update(users)
    .set({ ...changes, mfaEpoch: sql`${users.mfaEpoch} + 1` })
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

/** People who hold a role, by name. Two short indexes instead of everybody: a company may have a million payees. */
export function listAdministrators(tx: Tx) {
  const holders = union(
    tx.select({ id: users.id }).from(users).where(eq(users.role, sql`'system_administrator'`)),
    tx.select({ id: grants.userId }).from(grants).where(isNull(grants.revokedAt)),
  );
  return (
    tx
      .select({
        id: users.id,
        firstName: users.firstName,
        lastName: users.lastName,
        email: users.email,
        role: users.role,
        status: users.status,
        firstEnrolledAt: users.firstEnrolledAt,
        lockedUntil: users.lockedUntil,
        heldUntil: users.heldUntil,
        grantedAt: grants.grantedAt,
        grantedBy: grants.grantedBy,
      })
      .from(users)
      .leftJoin(
        grants,
        and(eq(grants.userId, users.id), eq(grants.companyId, users.companyId), isNull(grants.revokedAt)),
      )
      // As an array, which the key's index takes: where one company is far larger than the others, the planner takes it for one of
      // the small ones, and read a million people to join them.
      .where(and(inArray(users.status, ["invited", "active"]), sql`${users.id} = any(array(${holders}))`))
      .orderBy(asc(users.firstName), asc(users.lastName), asc(users.id))
  );
}

/** Up to `limit` people of the company whose name or email begins so, by name: for the type-ahead. `typed` is `searchable`. */
export function searchUsers(tx: Tx, typed: string, limit: number) {
  const found = union(
    matching(tx, users.searchName, { typed, limit }),
    matching(tx, users.searchLastName, { typed, limit }),
    matching(tx, users.email, { typed, limit }),
  );
  return tx
    .select(listed)
    .from(users)
    .where(inArray(users.id, found))
    .orderBy(asc(users.searchName), asc(users.id))
    .limit(limit);
}

/** Everybody of the company by name, so many from `offset` on. */
export const listUsers = (tx: Tx, { offset, limit }: { offset: number; limit: number }) =>
  tx.select(listed).from(users).orderBy(asc(users.searchName), asc(users.id)).offset(offset).limit(limit);

const listed = {
  id: users.id,
  firstName: users.firstName,
  lastName: users.lastName,
  email: users.email,
  organisation: users.organisation,
  status: users.status,
  role: users.role,
  relationship: users.relationship,
};

type SearchColumn = typeof users.searchName | typeof users.searchLastName | typeof users.email;

/** `starts_with` and `collate "C"`: under row-level security only leakproof operators use an index (RUNTIME 3). */
const matching = (tx: Tx, column: SearchColumn, { typed, limit }: { typed: string; limit: number }) =>
  tx
    .select({ id: users.id })
    .from(users)
    .where(sql`starts_with(${column}, ${typed})`)
    .orderBy(asc(column))
    .limit(limit);
