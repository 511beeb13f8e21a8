import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { progressBar } from "../../src/cli/progress-bar.ts";
import { boxColumns, boxPlace, partsOf } from "../../src/crypto/box-place.ts";
import { type KeyRing, keyIdOf, open, seal } from "../../src/crypto/secret-box.ts";
import { rotateKeys, viewKeys } from "../../src/flows/rotate-keys.ts";
import { runTimers } from "../../src/flows/run-timers.ts";
import { connect } from "../../src/store/db.ts";
import { hour } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { acmeWithPetra, latestReset, reset, signedIn } from "../helpers/reset-story.ts";
import { until } from "../helpers/until.ts";

/** Acme in a database of its own, the ring with a new first key, and a way to every box. */
async function rotationWorld() {
  const { db, owner, address } = await testDatabase();
  const story = await acmeWithPetra(db);
  const { deps, clock, olivia, petra } = story;
  await reset(deps, clock, olivia, petra);
  const place = boxPlace("workspaces.token_box", olivia.actor.workspaceId);
  await owner`update workspaces set token_box = ${seal(deps.keys, place, "xoxb-of-acme")}`;
  const ring: KeyRing = { current: "k2", keys: new Map([["k2", randomBytes(32)], ...deps.keys.keys]) };
  const boxes = async () => {
    const all = [];
    for (const name of boxColumns) {
      const { table, column } = partsOf(name);
      const rows =
        await owner`select id, ${owner(column)} as box from ${owner(table)} where ${owner(column)} is not null`;
      for (const { id, box } of rows) all.push({ name, id: String(id), box: String(box) });
    }
    return all;
  };
  /** With a connection of the owner's, as the command has it. */
  const asOwner = async <T>(work: (rotating: Parameters<typeof rotateKeys>[0]) => Promise<T>) => {
    const { db: ownerDb, close } = connect(address);
    return work({ db: deps.db, keys: ring, now: deps.now, owner: ownerDb }).finally(close);
  };
  return { ...story, owner, ring, boxes, asOwner };
}

const world = await rotationWorld();

test("R09: rotation covers every column of the database that holds boxes", async () => {
  const rows = await world.owner`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and column_name like '%\_box'`;
  expect(rows.map(({ name }) => name).sort()).toEqual([...boxColumns].sort());
});

describe("R09: rotation", () => {
  const { boxes, asOwner, ring, owner } = world;

  test("never overwrites what changed since it was read", async () => {
    const [victim] = (await boxes()).filter(({ name }) => name === "workspaces.token_box");
    if (!victim) throw new Error("no box to change");
    const place = boxPlace(victim.name, victim.id);
    const fresh = seal({ ...ring, current: "k1" }, place, "xoxb-newer");
    const rotation = await asOwner(async (deps) => {
      let rotating: ReturnType<typeof rotateKeys> | undefined;
      await owner.begin(async (tx) => {
        await tx`update workspaces set token_box = ${fresh}`;
        rotating = rotateKeys(deps);
        await until("the rotation waits for the row", async () => {
          const waiting = await owner`select 1 from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and query like '%"workspaces"%'`;
          return waiting.length > 0 || undefined;
        });
      });
      return rotating;
    });
    const [after] = (await boxes()).filter(({ name }) => name === "workspaces.token_box");
    expect(after?.box).toBe(fresh);
    expect(rotation?.keys).toMatchObject([{ keyId: "k2" }, { keyId: "k1", boxes: 1, isKnown: true }]);
  });

  test("broken off, it goes on where it stopped, and then finds nothing more to do", async () => {
    const old = { ...ring, current: "k1" };
    for (const { name, id, box } of await boxes()) {
      const { table, column } = partsOf(name);
      const back = seal(old, boxPlace(name, id), open(ring, boxPlace(name, id), box));
      await owner`update ${owner(table)} set ${owner(column)} = ${back} where id = ${id}`;
    }
    const all = (await boxes()).length;
    const breakOff = (done: number) => {
      if (done === 3) throw new Error("killed");
    };
    await expect(asOwner((deps) => rotateKeys(deps, breakOff))).rejects.toThrow("killed");
    const left = (await boxes()).filter(({ box }) => keyIdOf(box) === "k1").length;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(all);
    expect((await asOwner((deps) => rotateKeys(deps))).rotated).toBe(left);
    expect((await asOwner((deps) => rotateKeys(deps))).rotated).toBe(0);
  });

  test("afterwards the first key alone opens every box in its place, and the story goes on", async () => {
    const { deps, clock, olivia } = world;
    const alone: KeyRing = { current: "k2", keys: new Map([...ring.keys].filter(([id]) => id === "k2")) };
    const all = await boxes();
    expect(new Set(all.map(({ name }) => name)).size).toBeGreaterThan(3);
    for (const { name, id, box } of all) expect(() => open(alone, boxPlace(name, id), box)).not.toThrow();
    const after = { ...deps, keys: alone };
    expect((await signedIn(after, clock, olivia)).session.level).toBe("full");
  });

  test("leaves and counts what stands under a missing key, and names what does not open", async () => {
    const [workspace] = (await boxes()).filter(({ name }) => name === "workspaces.token_box");
    const [phone] = (await boxes()).filter(({ name }) => name === "users.contact_phone_box");
    if (!workspace || !phone) throw new Error("no boxes to spoil");
    const stranger: KeyRing = { current: "k0", keys: new Map([["k0", randomBytes(32)]]) };
    const lost = seal(stranger, boxPlace(workspace.name, workspace.id), "xoxb");
    const moved = seal({ ...ring, current: "k1" }, boxPlace("factors.phone_box", "elsewhere"), "+15550100");
    await owner`update workspaces set token_box = ${lost}`;
    await owner`update users set contact_phone_box = ${moved} where id = ${phone.id}`;
    const { keys, damaged, rotated } = await asOwner((deps) => rotateKeys(deps));
    expect(rotated).toBe(0);
    expect(keys).toContainEqual({ keyId: "k0", boxes: 1, isFirst: false, isKnown: false });
    expect(damaged).toEqual([expect.objectContaining({ column: "users.contact_phone_box", id: phone.id })]);
    expect((await boxes()).map(({ box }) => box)).toEqual(expect.arrayContaining([lost, moved]));
    expect(await asOwner(viewKeys)).toMatchObject({ keys });
  });
});

test("R09: timers go on when every key is gone", async () => {
  const { deps, clock, petra } = world;
  const keys: KeyRing = { current: "k9", keys: new Map([["k9", randomBytes(32)]]) };
  clock.advance(73 * hour);
  await runTimers({ ...deps, keys, smsCountries: ["US"] });
  expect((await latestReset(deps, petra))?.outcome).toBe("lapsed");
});

test("progress is drawn on a terminal, and nowhere else", () => {
  const drawn: string[] = [];
  const write = (text: string) => drawn.push(text);
  progressBar({ isTTY: false, write }).show(1, 2);
  expect(drawn).toEqual([]);
  progressBar({ isTTY: true, write }).show(1, 2);
  expect(drawn.join("")).toContain("] 50 %");
});
