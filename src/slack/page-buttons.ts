import type { KnownBlock } from "@slack/types";
import { button } from "./blocks.ts";

type Paged = { ids: { next: string; back: string }; page: number; pages: number };

/** "Page 2 of 5" with its buttons; nothing where everything fits on one. `page` counts from 0. */
export function pageButtons({ ids, page, pages }: Paged): KnownBlock[] {
  if (pages <= 1) return [];
  const elements = [
    ...(page > 0 ? [{ ...button(ids.back, "Back"), value: String(page - 1) }] : []),
    ...(page < pages - 1 ? [{ ...button(ids.next, "Next"), value: String(page + 1) }] : []),
  ];
  return [
    { type: "context", elements: [{ type: "plain_text", text: `Page ${page + 1} of ${pages}` }] },
    { type: "actions", elements },
  ];
}

/** The page that a button names; the first for what is no number. */
export const pageOf = (value: string | undefined) => (/^\d{1,6}$/.test(value ?? "") ? Number(value) : 0);
