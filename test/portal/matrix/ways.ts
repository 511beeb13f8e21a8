import type { Act as Purpose } from "../../../src/flows/begin-step-up.ts";
import type { TestPerson } from "../../helpers/people.ts";
import type { About } from "../../slack/matrix/attempt.ts";
import { type ActSpec, type Front, tryMatrix, type Way } from "../../slack/matrix/run.ts";
import type { Cells, Matrix, Verdict } from "../../slack/matrix/table.ts";
import type { Column, World } from "../../slack/matrix/world.ts";
import { portal } from "../browser.ts";
import { challengeOn } from "../office.ts";
import { type Seen, type Tab, tabOf } from "./tab.ts";

/** An act as the portal offers it. */
export type WebWay = Pick<ActSpec<Tab>, "forced" | "shows"> & {
  door: Way<Tab>;
  /** Where the portal says another thing than Slack to the same person. */
  differs?: Partial<Record<Column, Verdict>>;
};

/** For every act of the table its way at the portal, or why there is none. */
export type Ways<Act extends string> = Record<Act, WebWay | string>;

/** The very table of Slack, through the portal: the same acts, the same people, the same expectations and changes. */
export function tryOnPortal<Act extends string>(
  world: World,
  { specs, matrix, ways }: { specs: Record<Act, ActSpec>; matrix: Matrix<Act>; ways: Ways<Act> },
) {
  const app = portal(world.deps);
  const webSpecs: Record<string, ActSpec<Tab>> = {};
  const webMatrix: Matrix<string> = new Map();
  for (const [act, cells] of matrix) {
    const way: WebWay | string = ways[act];
    if (typeof way === "string") continue;
    const { differs, ...web }: WebWay = way;
    const { door: _door, forced: _forced, shows: _shows, ...same }: ActSpec = specs[act];
    webSpecs[act] = { ...same, ...web };
    webMatrix.set(act, onPortal(cells, differs));
  }
  tryMatrix(inPortal(world, app), webSpecs, webMatrix);
}

export const inPortal = (world: World, app: ReturnType<typeof portal>): Front<Tab> => ({
  world,
  hands: (by) => tabOf(world, app, by),
});

/**
 * What Slack's own gate stops is no matter of the portal: Uma, who has linked no Slack, is an administrator as Olivia is. Ina and
 * Dan have no account, and sign in first. Gus and Fay would be Uma once more.
 */
function onPortal(cells: Cells<Column>, differs: WebWay["differs"] = {}): Cells<Column> {
  const olivias = cells.find(({ column }) => column === "Olivia")?.expected;
  return cells.flatMap(({ column, expected }): Cells<Column> => {
    if (column === "Gus" || column === "Fay") return [];
    if (column === "Ina" || column === "Dan") return [{ column, expected: "out" }];
    if (column === "Uma") return olivias ? [{ column, expected: differs["Olivia"] ?? olivias }] : [];
    return [{ column, expected: differs[column] ?? expected }];
  });
}

/** The form on a page, filled in and sent; a page without one has said it all. */
export const onForm = (page: Seen, send: (page: Seen) => Promise<Seen>) =>
  page.status === 200 ? send(page) : Promise.resolve(page);

type Coded = {
  path: (me: Tab, subject: TestPerson) => string | Promise<string>;
  purpose: Purpose;
  about?: (subject: TestPerson) => About | Promise<About>;
  fields?: (me: Tab) => Record<string, string>;
};

/** A form with the own code: opened and sent, or sent with a challenge that no page gave (R37, R39). */
export const coded = ({ path, purpose, about, fields }: Coded): WebWay => ({
  door: async (me, subject) => {
    const at = await path(me, subject);
    return onForm(await me.get(at), (page) =>
      me.post(at, { challenge: challengeOn(page), code: me.code(), ...fields?.(me) }),
    );
  },
  forced: async (me, subject) => {
    const challenge = await me.bind(purpose, await about?.(subject));
    return me.post(await path(me, subject), { challenge, code: me.code(), ...fields?.(me) });
  },
});

/** Looking at a page. */
export const look = (path: (subject: TestPerson) => string, sees: RegExp): WebWay => ({
  door: (me, subject) => me.get(path(subject)),
  shows: { sees },
});
