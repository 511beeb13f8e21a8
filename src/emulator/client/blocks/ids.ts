import type { Ref, Surface } from "./surface.ts";

/**
 * An element id for what stands at these names. They are the app's and may hold spaces, which would part an
 * id reference in two: every other character than a letter, digit or hyphen becomes its number.
 */
export function idOf({ scope }: Pick<Surface, "scope">, ...names: readonly string[]): string {
  const safe = (name: string) => name.replaceAll(/[^\w-]|_/g, (one) => `_${one.codePointAt(0)}_`);
  return ["b", scope, ...names].map(safe).join("-");
}

export const fieldId = (surface: Surface, { blockId, actionId }: Ref) => idOf(surface, blockId, actionId);
