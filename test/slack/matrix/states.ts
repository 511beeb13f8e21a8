import type { TestPerson } from "../../helpers/people.ts";
import { type ActSpec, type By, type Front, tryRow } from "./run.ts";
import type { Cells } from "./table.ts";

/** A state of a person, or of a request: who it is, how it came about, and who acts where it is not the usual one. */
export type State = { subject: TestPerson; arrange?: () => Promise<unknown>; by?: TestPerson };

export type StateTable<S extends string, A extends string> = {
  states: Record<S, State>;
  /** Who tries each act. */
  actors: Record<A, TestPerson>;
  /** Whatever a yes changes is theirs. */
  about: RegExp;
  cells: Map<S, Cells<A>>;
};

/** Each act as one front door offers it. */
export type StateWays<A extends string, Me extends By> = Record<A, Pick<ActSpec<Me>, "door" | "forced">>;

/** Every act in every state, as the table says. */
export function tryStates<S extends string, A extends string, Me extends By>(
  front: Front<Me>,
  { states, actors, about, cells: rows }: StateTable<S, A>,
  ways: StateWays<A, Me>,
) {
  for (const [name, cells] of rows) {
    const { subject, arrange, by: other } = states[name];
    tryRow(front, {
      name,
      arrange,
      cells: cells.map(({ column, expected }) => {
        const who = other ?? actors[column];
        const title = `${name} · ${who.firstName}: ${column}`;
        return { title, by: who, subject, spec: ways[column], expected, about };
      }),
    });
  }
}
