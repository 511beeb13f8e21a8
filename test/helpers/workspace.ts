import { type PersonHandle, personHandle } from "../../src/emulator/person/person.ts";
import { type WorkspaceHandle, workspaceHandle } from "../../src/emulator/person/workspace.ts";
import type { Emulator } from "../../src/emulator/server.ts";
import type { LogEntry } from "../../src/emulator/state/log.ts";
import { findPerson } from "../../src/emulator/state/people.ts";

export type Workspace = WorkspaceHandle & {
  /** By first name, real name, handle or id. */
  person: (called: string) => PersonHandle;
  /** The last request of this kind to the app, for tests of abuse. */
  lastRequest: (kind: string) => LogEntry;
};

/** The workspace in a person's words: what the journeys speak. */
export function workspaceOf({ world, log }: Pick<Emulator, "world" | "log">): Workspace {
  const known = new Map<string, PersonHandle>();
  return {
    ...workspaceHandle(world),
    person: (called) => {
      const person = findPerson(world, called);
      if (!person)
        throw new Error(
          `nobody called ${called}; there are ${[...world.people.values()].map((one) => one.realName)}`,
        );
      const handle = known.get(person.id) ?? personHandle(world, person);
      known.set(person.id, handle);
      return handle;
    },
    lastRequest: (kind) => {
      const entry = log.findLast((one) => one.from === "slack" && one.kind === kind);
      if (!entry) throw new Error(`no ${kind} was sent; there were ${log.map((one) => one.kind).join(", ")}`);
      return entry;
    },
  };
}
