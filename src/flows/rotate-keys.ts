import { type BoxColumn, boxColumns, boxPlace } from "../crypto/box-place.ts";
import { type KeyRing, keyIdOf, open, seal } from "../crypto/secret-box.ts";
import type { Deps } from "../deps.ts";
import { textWindowMs } from "../domain/sms.ts";
import { countBoxes, type KeyUse, listBoxesNotUnder, replaceBox, type StoredBox } from "../store/boxes.ts";
import type { Db } from "../store/db.ts";
import { findLastTextAt } from "../store/sms-codes.ts";
import { auditInstallation } from "./audit-installation.ts";

/** `owner`: a connection as the database's owner. */
export type RotateDeps = Pick<Deps, "db" | "keys" | "now"> & { owner: Db };

/** Boxes read at once: some hundred bytes each. */
const batch = 500;
/** Statements under way at once, each on one row: the database answers others meanwhile. */
const concurrency = 4;

export type KeyState = {
  keyId: string;
  boxes: number;
  isFirst: boolean;
  /** Whether ENCRYPTION_KEYS holds it: else its boxes cannot be read, now or ever. */
  isKnown: boolean;
};

export type KeyReport = {
  keys: KeyState[];
  /** Texts sent until then may still be counted by an older key's hash; null: none were sent lately. */
  textsCountUntil: Date | null;
};

export type Rotation = KeyReport & {
  rotated: number;
  /** Boxes whose key is at hand and which do not open all the same: damaged, or moved from another row. */
  damaged: { column: BoxColumn; companyId: string; id: string }[];
};

/** Which keys the database's boxes stand under. */
export async function viewKeys({ owner, keys, now }: RotateDeps): Promise<KeyReport> {
  return {
    keys: statesOf(await countBoxes(owner), keys),
    textsCountUntil: await textsCountUntil(owner, now()),
  };
}

/**
 * Seals every box anew with the first key, while the app runs (R09). Broken off, a second run goes on where the first one
 * stopped: boxes under the first key are not read. `onProgress` hears how many of how many are done.
 */
export async function rotateKeys(
  deps: RotateDeps,
  onProgress: (done: number, all: number) => void = () => {},
): Promise<Rotation> {
  const toKey = deps.keys.current;
  await auditInstallation(deps, "key_rotation_begun", { toKey });
  const before = statesOf(await countBoxes(deps.owner), deps.keys);
  const all = before.filter(({ isFirst }) => !isFirst).reduce((sum, { boxes }) => sum + boxes, 0);
  const damaged: Rotation["damaged"] = [];
  let [done, rotated] = [0, 0];
  const rotate = async (column: BoxColumn, stored: StoredBox) => {
    const outcome = await rotateOne(deps, column, stored);
    if (outcome === "rotated") rotated += 1;
    if (outcome === "damaged") damaged.push({ column, companyId: stored.companyId, id: stored.id });
    done += 1;
    onProgress(done, Math.max(done, all));
  };
  for (const column of boxColumns) {
    for await (const page of pagesOf(deps, column)) {
      await eachOf(page, (stored) => rotate(column, stored));
    }
  }
  await auditInstallation(deps, "key_rotation_finished", { toKey, rotated, damaged: damaged.length });
  return { rotated, damaged, ...(await viewKeys(deps)) };
}

async function* pagesOf({ owner, keys }: RotateDeps, column: BoxColumn): AsyncGenerator<StoredBox[]> {
  let after = { companyId: "", id: "" };
  for (;;) {
    const page = await listBoxesNotUnder(owner, column, { keyId: keys.current, after, limit: batch });
    const last = page.at(-1);
    if (!last) return;
    yield page;
    after = last;
  }
}

/** One that changed since it was read is left as it is: whoever wrote it sealed it with the key of their own process. */
async function rotateOne({ owner, keys }: RotateDeps, column: BoxColumn, stored: StoredBox) {
  if (!keys.keys.has(keyIdOf(stored.box))) return "unknown";
  const place = boxPlace(column, stored.id);
  let text: string;
  try {
    text = open(keys, place, stored.box);
  } catch {
    return "damaged";
  }
  const isReplaced = await replaceBox(owner, column, { ...stored, fresh: seal(keys, place, text) });
  return isReplaced ? "rotated" : "changed";
}

/** When one fails the rest is left, and what is under way is waited for: nothing runs on behind the failure. */
async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  const stopOthers = (error: unknown) => {
    waiting.length = 0;
    throw error;
  };
  const ended = await Promise.allSettled(
    Array.from({ length: concurrency }, () => worker().catch(stopOthers)),
  );
  for (const one of ended) if (one.status === "rejected") throw one.reason;
}

/** Every key that has boxes or stands in ENCRYPTION_KEYS, the first one first. */
function statesOf(uses: KeyUse[], { current, keys }: KeyRing): KeyState[] {
  const ids = new Set([...keys.keys(), ...uses.map(({ keyId }) => keyId)]);
  return [...ids].map((keyId) => ({
    keyId,
    boxes: uses.filter((use) => use.keyId === keyId).reduce((sum, { boxes }) => sum + boxes, 0),
    isFirst: keyId === current,
    isKnown: keys.has(keyId),
  }));
}

/**
 * Numbers and addresses are counted by keyed hashes for a day, and a texted code is matched by one (`crypto/keyed-hash.ts`): none
 * lives longer, so none is rotated. Which key made one cannot be seen, so the newest text decides.
 */
async function textsCountUntil(owner: Db, now: Date): Promise<Date | null> {
  const lastAt = await findLastTextAt(owner);
  const until = lastAt && new Date(lastAt.getTime() + textWindowMs);
  return until && until > now ? until : null;
}
