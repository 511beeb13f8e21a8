import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { TestPerson } from "../../helpers/people.ts";
import { type Hands, hands, type Shown } from "./attempt.ts";
import { changesBetween, stateOf } from "./rows.ts";
import { type Cells, legend, type Matrix, refusalIn, type Verdict } from "./table.ts";
import { type Column, cast, type World } from "./world.ts";

/** Whoever tries it, at whichever front door. */
export type By = { by: TestPerson };

/** One way to try an act on somebody: what it shows in the end. Undefined: this way leads to another act. */
export type Way<Me extends By = Hands> = (me: Me, subject: TestPerson) => Promise<Shown | undefined>;

/** What changes, line by line: the same through every front door. */
type Changes = (me: By, subject: TestPerson) => string[];

export type ActSpec<Me extends By = Hands> = {
  /** Brings the company into the state in which it is tried, once for the row. */
  arrange?: () => Promise<unknown>;
  /** As a person does it there, with the own code. */
  door: Way<Me>;
  /** The same with a form of one's own that no door gave: a no at the door alone would be worth nothing (R39). */
  forced?: Way<Me>;
  /** Whom it is about; in the columns that say so, oneself. */
  subject?: TestPerson;
  /** Who stands in a column here, where it is somebody else. */
  who?: Partial<Record<Column, TestPerson>>;
  /** What each yes changes, and nothing else. Missing: nothing. */
  changes?: Partial<Record<Verdict, Changes>>;
  /** What stands on screen where it is allowed to look. */
  shows?: Partial<Record<Verdict, RegExp>>;
};

/** A company and one of its two front doors, Slack or the portal (DESIGN 2): the rules behind both are the same. */
export type Front<Me extends By> = { world: World; hands: (by: TestPerson) => Me | Promise<Me> };

export const inSlack = (world: World): Front<Hands> => ({ world, hands: (by) => hands(world, by) });

type Cell<Me extends By> = {
  title: string;
  by: TestPerson;
  subject: TestPerson;
  spec: Pick<ActSpec<Me>, "door" | "forced" | "changes" | "shows">;
  expected: Verdict;
  /** For a state of somebody: what changes is theirs, whatever it is. */
  about?: RegExp;
};

const yeses: ReadonlySet<Verdict> = new Set<Verdict>(["sees", "none", "now", "ask", "one"]);

/** A right that is missing is audited (R56). Who has no link yet only needs the way in. */
const audited: ReadonlySet<Verdict> = new Set<Verdict>([
  "staff",
  "sa",
  "pa",
  "admin",
  "appr",
  "own",
  "about",
  "req",
  "guest",
  "alien",
]);

/** Behind the door something else that is true may be said first: whoever has no role is no employee either, or oneself. */
const equally: Partial<Record<Verdict, Verdict[]>> = {
  staff: ["sa", "pa", "admin"],
  admin: ["staff"],
  self: ["pa"],
};

/** The form behind a door, filled in and sent; a door that shows something else has shown it all. */
export async function through(
  shown: Shown,
  callbackId: string,
  send: (view: NonNullable<Shown["view"]>) => Promise<Shown>,
): Promise<Shown> {
  return shown.view?.callback_id === callbackId ? send(shown.view) : shown;
}

/** Every act × every kind of person, as the table says. */
export function tryMatrix<Act extends string, Me extends By>(
  front: Front<Me>,
  specs: Record<Act, ActSpec<Me>>,
  matrix: Matrix<Act>,
) {
  it("R02: every act has its row", () => {
    expect([...matrix.keys()].sort()).toEqual(Object.keys(specs).sort());
  });
  for (const [name, cells] of matrix) tryAct(front, { name, cells, spec: specs[name] });
}

/** A test for each person who tries the act, each in the same company. */
function tryAct<Me extends By>(
  front: Front<Me>,
  act: { name: string; cells: Cells<Column>; spec: ActSpec<Me> },
) {
  const { world } = front;
  const { name, cells, spec } = act;
  const person = (column: Column): TestPerson => {
    const other = spec.who?.[column];
    if (other) return other;
    if (column === "himself") return world.people.Sam;
    if (column === "herself") return world.people.Olivia;
    if (column !== "subject") return world.people[column];
    if (!spec.subject) throw new Error(`${name} is about nobody`);
    return spec.subject;
  };
  const tests = cells.map(({ column, expected }): Cell<Me> => {
    const by = person(column);
    const kind = column in world.people ? `${by.firstName} (${cast[column]})` : cast[column];
    const isOwn = column === "himself" || column === "herself";
    const subject = isOwn ? by : (spec.subject ?? by);
    return { title: `${kind} · ${name}`, by, subject, spec, expected };
  });
  tryRow(front, { name, arrange: spec.arrange, cells: tests });
}

type Row<Me extends By> = {
  name: string;
  arrange: (() => Promise<unknown>) | undefined;
  cells: Cell<Me>[];
};

/** The state is arranged once, kept, and gone back to before each cell. */
export function tryRow<Me extends By>(front: Front<Me>, { name, arrange, cells }: Row<Me>) {
  const { keeper, clock } = front.world;
  describe(name, () => {
    beforeAll(async () => {
      await keeper.restore("world");
      await arrange?.();
      // A code is good once: those of the arrangement are used.
      clock.advance(30_000);
      await keeper.keep("row");
    });
    beforeEach(() => keeper.restore("row"));
    const titled = cells.map(
      (cell) => [`R02 R61: ${cell.title} → ${legend[cell.expected].means}`, cell] as const,
    );
    it.each(titled)("%s", (_, cell) => tryOnce(front, cell));
  });
}

async function tryOnce<Me extends By>(front: Front<Me>, { by, subject, spec, expected, about }: Cell<Me>) {
  const { owner, companyId } = front.world;
  const me = await front.hands(by);
  const before = await stateOf(owner, companyId);
  const shown = await spec.door(me, subject);
  if (yeses.has(expected)) {
    const text = shown?.text ?? "the door led elsewhere";
    // A request that waits may stand beside what was done.
    expect([undefined, "door"]).toContain(refusalIn(text));
    expect(text).toMatch(spec.shows?.[expected] ?? /./);
    const changes = changesBetween(before.facts, (await stateOf(owner, companyId)).facts);
    if (!about) return void expect(changes).toEqual(sorted(spec.changes?.[expected]?.(me, subject) ?? []));
    expect(changes).not.toEqual([]);
    return void expect(changes.filter((one) => !about.test(one))).toEqual([]);
  }
  if (shown) expect(refusalIn(shown.text) ?? shown.text).toBe(expected);
  const forced = await spec.forced?.(me, subject);
  if (forced)
    expect([expected, ...(equally[expected] ?? [])]).toContain(refusalIn(forced.text) ?? forced.text);
  expect(shown ?? forced).toBeDefined();
  const after = await stateOf(owner, companyId);
  expect(changesBetween(before.facts, after.facts)).toEqual([]);
  expect(after.plans).toEqual(before.plans);
  if (audited.has(expected)) expect(after.refusals).toBeGreaterThan(before.refusals);
}

const sorted = (changes: string[]) => [...changes].sort();
