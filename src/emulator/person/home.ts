import type { World } from "../state/world.ts";
import { readerOf, visibleBlocks } from "../text/visible.ts";
import type { ToDialog } from "./confirm.ts";
import type { Eyes, Filling } from "./fields.ts";
import { fillAtOnce, type InsideHandle, insideHandle } from "./inside.ts";
import { matches } from "./match.ts";
import { until } from "./wait.ts";

export type HomeHandle = InsideHandle & {
  text: () => string;
  /** Chooses in selects by label, or by the text beside them; the app is told at once. */
  fill: (fillings: Record<string, Filling>, answer?: ToDialog) => Promise<void>;
  /** Waits until Home says this: apps publish it behind their answer. */
  expectText: (pattern: string | RegExp) => Promise<string>;
  /** What Slack shows when a click failed. */
  trouble: () => string | undefined;
};

/** The app's Home tab as a person has it before them, always as last published; empty until it is. */
export function homeHandle(world: World, userId: string, onAct: () => void): HomeHandle {
  const eyes = (): Eyes => {
    const view = world.homes.get(userId);
    if (!view) throw new Error(`the app has published no Home for ${userId}`);
    return { world, userId, surface: { view }, reader: readerOf(world, userId) };
  };
  const text = () =>
    visibleBlocks(world.homes.get(userId)?.description.blocks ?? [], readerOf(world, userId));
  return {
    ...insideHandle(eyes, async () => onAct()),
    text,
    fill: async (fillings, answer) => {
      onAct();
      await fillAtOnce(eyes(), fillings, answer);
    },
    expectText: (pattern) =>
      until(() => (matches(text(), pattern) ? text() : undefined), {
        what: `the Home of ${userId} saying ${pattern}`,
        instead: text,
      }),
    trouble: () => world.homes.get(userId)?.trouble,
  };
}
