import { actOn, blocksOf } from "../acts/action.ts";
import { buttonsOf, elementsOf, type Placed } from "../block-kit/walk.ts";
import { visibleText } from "../text/visible.ts";
import { askedBy, isConfirmed, type ToDialog } from "./confirm.ts";
import { actAt, type Eyes } from "./fields.ts";
import { pick } from "./match.ts";
import { settle } from "./wait.ts";

export type ButtonHandle = {
  text: string;
  /** Where a link button leads. */
  url: string | undefined;
  style: "primary" | "danger" | undefined;
  /** What its dialog asks before anything happens. */
  confirm: string | undefined;
  click: (answer?: ToDialog) => Promise<void>;
};

/** A button by its words, or an overflow menu's item. */
export function findButton(eyes: Eyes, label: string, beforeClick: () => Promise<void>): ButtonHandle {
  const { element, placed } = pick(clickables(eyes), label, { textOf: (one) => one.text, kind: "button" });
  const asked = askedBy(placed.element, eyes.reader);
  return {
    text: element.text,
    url: element.url,
    style: placed.element.type === "button" ? placed.element.style : undefined,
    confirm: asked,
    click: async (answer = {}) => {
      if (!isConfirmed(asked, answer)) return;
      await beforeClick();
      await actOn(eyes.world, { ...actAt(eyes, placed), raw: element.raw });
      await settle(eyes.world);
    },
  };
}

type Clickable = {
  text: string;
  placed: Placed;
  element: { text: string; url: string | undefined; raw: string[] };
};

function clickables({ surface, reader }: Eyes): Clickable[] {
  const blocks = blocksOf(surface);
  const buttons = buttonsOf(blocks).map((placed): Clickable => {
    const text = visibleText(placed.element.text, reader);
    return { text, placed, element: { text, url: placed.element.url, raw: [] } };
  });
  const items = elementsOf(blocks).flatMap((placed): Clickable[] => {
    if (placed.element.type !== "overflow") return [];
    return placed.element.options.map((option) => {
      const text = visibleText(option.text, reader);
      return { text, placed, element: { text, url: option.url, raw: [option.value] } };
    });
  });
  return [...buttons, ...items];
}

export function buttonTexts(eyes: Eyes): string[] {
  return clickables(eyes).map((one) => one.text);
}
