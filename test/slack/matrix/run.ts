import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { TestPerson } from "../../helpers/people.ts";
import { type Hands, hands, type Shown } from "./attempt.ts";
import { changesBetween, factsOf, plansOf } from "./rows.ts";
import { type Cells, legend, refusalIn, type Verdict } from "./table.ts";
import { type Column, cast, type World } from "./world.ts";

/** One way to try an act on somebody: what it shows in the end. Undefined: this way leads to another act. */
export type Way = (me: Hands, subject: TestPerson) => Promise<Shown | undefined>;

export type ActSpec = {
  /** Brings the company into the state in which it is tried, once for the row. */
  arrange?: () => Promise<unknown>;
  /** As a person does it in Slack, with the own code. */
  door: Way;
  /** The same with a form of one's own that no door gave: a no at the door alone would be worth nothing (R39). */
  forced?: Way;
  /** Whom it is about; in the columns that say so, oneself. */
  subject?: TestPerson;
  /** Who stands in a column here, where it is somebody else. */
  who?: Partial<Record<Column, TestPerson>>;
  /** What each yes changes, and nothing else. Missing: nothing. */
  changes?: Partial<Record<Verdict, (me: Hands, subject: TestPerson) => string[]>>;
  /** What stands on screen where it is allowed to look. */
  shows?: Partial<Record<Verdict, RegExp>>;
};

const yeses: ReadonlySet<Verdict> = new Set<Verdict>(["sees", "none", "now", "ask", "one"]);

/** Behind the door a payee is refused for want of a role, too: both are true. */
const equally: Partial<Record<Verdict, Verdict[]>> = { staff: ["sa", "pa", "admin"], admin: ["staff"] };

/** The form behind a door, filled in and sent; a door that shows something else has shown it all. */
export async function through(
  shown: Shown,
  callbackId: string,
  send: (view: NonNullable<Shown["view"]>) => Promise<Shown>,
): Promise<Shown> {
  return shown.view?.callback_id === callbackId ? send(shown.view) : shown;
}

/** A test for each cell of one act, each in the same company. */
export function tryAct(world: World, act: { name: string; cells: Cells<Column>; spec: ActSpec }) {
  const { name, cells, spec } = act;
  const { keeper } = world;
  const person = (column: Column): TestPerson => {
    const other = spec.who?.[column];
    if (other) return other;
    if (column === "himself") return world.people.Sam;
    if (column === "herself") return world.people.Olivia;
    if (column !== "subject") return world.people[column];
    if (!spec.subject) throw new Error(`${name} is about nobody`);
    return spec.subject;
  };
  const titled = ({ column, expected }: (typeof cells)[number]) => {
    const kind = column in world.people ? `${column} (${cast[column]})` : cast[column];
    return `R02 R61: ${kind} · ${name} → ${legend[expected].means}`;
  };
  describe(name, () => {
    beforeAll(async () => {
      await keeper.restore("world");
      await spec.arrange?.();
      world.clock.advance(30_000);
      await keeper.keep("row");
    });
    beforeEach(() => keeper.restore("row"));
    it.each(cells.map((cell) => [titled(cell), cell] as const))("%s", async (_, { column, expected }) => {
      const by = person(column);
      const isOwn = column === "himself" || column === "herself";
      await tryOnce(world, { by, subject: isOwn ? by : (spec.subject ?? by), expected, spec });
    });
  });
}

type Try = { by: TestPerson; subject: TestPerson; expected: Verdict; spec: ActSpec };

async function tryOnce(world: World, { by, subject, expected, spec }: Try) {
  const { owner, companyId } = world;
  const me = hands(world, by);
  const before = { facts: await factsOf(owner, companyId), plans: await plansOf(owner) };
  const shown = await spec.door(me, subject);
  const changes = changesBetween(before.facts, await factsOf(owner, companyId));
  if (yeses.has(expected)) {
    const text = shown?.text ?? "the door led elsewhere";
    expect(refusalIn(text)).toBeUndefined();
    expect(text).toMatch(spec.shows?.[expected] ?? /./);
    expect(changes.sort()).toEqual([...(spec.changes?.[expected]?.(me, subject) ?? [])].sort());
    return;
  }
  if (shown) expect(refusalIn(shown.text) ?? shown.text).toBe(expected);
  const forced = await spec.forced?.(me, subject);
  if (forced)
    expect([expected, ...(equally[expected] ?? [])]).toContain(refusalIn(forced.text) ?? forced.text);
  expect(shown ?? forced).toBeDefined();
  expect(changesBetween(before.facts, await factsOf(owner, companyId))).toEqual([]);
  expect(await plansOf(owner)).toEqual(before.plans);
}
