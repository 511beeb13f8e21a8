import { and, count, desc, eq, gt, inArray, isNull, max, min, type SQL } from "drizzle-orm";
import type { TextUsage } from "../domain/sms.ts";
import type { Db, Tx } from "./db.ts";
import { hitOne } from "./rows.ts";
import { smsCodes } from "./schema/mfa.ts";

export type SmsCode = typeof smsCodes.$inferSelect;

const isOpen = and(isNull(smsCodes.usedAt), isNull(smsCodes.voidedAt));

export async function insertSmsCode(tx: Tx, code: typeof smsCodes.$inferInsert): Promise<void> {
  await tx.insert(smsCodes).values(code);
}

/** The code that was texted last for this, unless it was used or void; it may have run out. */
export async function findSmsCode(tx: Tx, refId: string): Promise<SmsCode | undefined> {
  const rows = await tx
    .select()
    .from(smsCodes)
    .where(and(eq(smsCodes.refId, refId), isOpen));
  return rows[0];
}

/** By its id, whatever became of it. */
export async function findSmsCodeById(tx: Tx, id: string): Promise<SmsCode | undefined> {
  const rows = await tx.select().from(smsCodes).where(eq(smsCodes.id, id));
  return rows[0];
}

/** Uses it up; false when it was used or void already (R16). */
export async function useSmsCode(tx: Tx, id: string, usedAt: Date): Promise<boolean> {
  const rows = await tx
    .update(smsCodes)
    .set({ usedAt })
    .where(and(eq(smsCodes.id, id), isOpen))
    .returning({ id: smsCodes.id });
  return hitOne(rows, "sms code");
}

/** Voids what was texted for this: another takes its place (R14). Answers its id. */
export async function voidSmsCode(tx: Tx, refId: string, voidedAt: Date): Promise<string | undefined> {
  const rows = await tx
    .update(smsCodes)
    .set({ voidedAt })
    .where(and(eq(smsCodes.refId, refId), isOpen))
    .returning({ id: smsCodes.id });
  hitOne(rows, "sms code");
  return rows[0]?.id;
}

type Asked = {
  userId: string;
  numberHashes: string[];
  /** Whether the number is this person's own already. */
  isOwn: boolean;
  addressHashes: string[];
  since: Date;
};

/**
 * What the caps are judged by (R17). To a person's own number only that person's texts count: others, who may have set it up or
 * typed it as theirs, must not keep its owner from signing in.
 */
export async function countTexts(tx: Tx, asked: Asked): Promise<TextUsage> {
  const { userId, numberHashes, isOwn, addressHashes, since } = asked;
  const toNumber = inArray(smsCodes.numberHash, numberHashes);
  const ofUser = await listTextsTo(tx, userId, since);
  const lastUsed = ofUser.findIndex((one) => one.usedAt !== null);
  return {
    caps: {
      number: await sentWhere(tx, since, isOwn ? and(toNumber, eq(smsCodes.userId, userId)) : toNumber),
      user: { count: ofUser.length, firstAt: ofUser.at(-1)?.sentAt ?? null },
      address:
        addressHashes.length > 0
          ? await sentWhere(tx, since, inArray(smsCodes.addressHash, addressHashes))
          : { count: 0, firstAt: null },
      company: await sentWhere(tx, since, undefined),
    },
    unused: lastUsed === -1 ? ofUser.length : lastUsed,
    lastAt: ofUser[0]?.sentAt ?? null,
  };
}

/** A person's texts since a time, newest first. The caps keep them few. */
export function listTextsTo(tx: Tx, userId: string, since: Date) {
  return tx
    .select({ refId: smsCodes.refId, sentAt: smsCodes.sentAt, usedAt: smsCodes.usedAt })
    .from(smsCodes)
    .where(and(eq(smsCodes.userId, userId), gt(smsCodes.sentAt, since)))
    .orderBy(desc(smsCodes.sentAt));
}

async function sentWhere(tx: Tx, since: Date, which: SQL | undefined) {
  const rows = await tx
    .select({ count: count(), firstAt: min(smsCodes.sentAt) })
    .from(smsCodes)
    .where(and(gt(smsCodes.sentAt, since), which));
  return rows[0] ?? { count: 0, firstAt: null };
}

/** When the last text of any company was sent. As the owner. */
export async function findLastTextAt(owner: Db): Promise<Date | null> {
  const rows = await owner.select({ at: max(smsCodes.sentAt) }).from(smsCodes);
  return rows[0]?.at ?? null;
}
