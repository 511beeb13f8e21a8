import type { Surface } from "../acts/action.ts";
import type { Option } from "../block-kit/texts.ts";

/** How many fields' offers are remembered. */
const maxFields = 200;

type Field = { surface: Surface; blockId: string; actionId: string };

/**
 * What external selects were offered: the page sends back a value, and the app gets the whole option it gave.
 * Everything that a field was offered counts, as people choose from what an earlier letter found.
 */
export type Offers = Map<string, Map<string, Option>>;

export function rememberOffers(offers: Offers, field: Field, options: readonly Option[]): void {
  const key = keyOf(field);
  const known = offers.get(key) ?? new Map<string, Option>();
  for (const option of options) known.set(option.value, option);
  offers.set(key, known);
  const [oldest] = offers.keys();
  if (offers.size > maxFields && oldest !== undefined) offers.delete(oldest);
}

export const offeredIn = (offers: Offers, field: Field): Option[] => [
  ...(offers.get(keyOf(field))?.values() ?? []),
];

function keyOf({ surface, blockId, actionId }: Field): string {
  const where = "view" in surface ? surface.view.id : [surface.message.channelId, surface.message.ts];
  return JSON.stringify([where, blockId, actionId]);
}
