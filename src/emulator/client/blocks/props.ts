import type { Block } from "../../block-kit/blocks.ts";
import type { Element } from "../../block-kit/elements.ts";
import type { Placed } from "../../block-kit/walk.ts";
import type { Surface } from "./surface.ts";

/** What the component of one kind of block takes. */
export type BlockProps<Kind extends Block["type"]> = {
  block: Extract<Block, { type: Kind }>;
  surface: Surface;
};

/** How a field is named and described: by ids of what stands around it, or by words of its own. */
export type Naming = {
  id: string;
  labelledBy?: string | undefined;
  label?: string | undefined;
  describedBy?: string | undefined;
  isRequired?: boolean | undefined;
  isInvalid?: boolean | undefined;
};

/** What the component of one kind of element takes. */
export type ElementProps<Kind extends Element["type"]> = {
  placed: Placed;
  element: Extract<Element, { type: Kind }>;
  surface: Surface;
  naming: Naming;
};

/** The attributes that tell a screen reader what a field is. */
export const ariaOf = ({ labelledBy, label, describedBy, isRequired, isInvalid }: Naming) => ({
  "aria-labelledby": labelledBy,
  "aria-label": labelledBy ? undefined : label,
  "aria-describedby": describedBy,
  "aria-required": isRequired ? ("true" as const) : undefined,
  "aria-invalid": isInvalid ? ("true" as const) : undefined,
});
