import type { KnownBlock, ModalView } from "@slack/types";
import type { CodeWays } from "../../domain/code-ways.ts";
import { appHint, button, plain } from "../blocks.ts";
import type { ShownView } from "../payload.ts";

export const textCodeIds = { block: "text_code", button: "text_code" } as const;

type Offer = {
  ways: CodeWays | undefined;
  /** The view that was answered from. */
  shown: ShownView | undefined;
};

/**
 * A form with a field for one's own code, as this person needs it: where the code is to be found, and for whoever gets codes by
 * text the button that sends one. The one place for all forms: they are drawn without knowing how their reader gets codes.
 */
export function offerTexts<V extends ModalView>(view: V, { ways, shown }: Offer): V {
  if (!ways || ways.textHint === null) return view;
  const { hasApp } = ways;
  const at = view.blocks.findIndex(isOwnCode);
  if (at === -1 || view.blocks.some((block) => block.block_id === textCodeIds.block)) return view;
  const isSame = shown !== undefined && shown.private_metadata === view.private_metadata;
  const sent = isSame ? textedBlock(shown) : undefined;
  const blocks = view.blocks.map((block) => (isOwnCode(block) ? withHint(block, hasApp) : block));
  return { ...view, blocks: blocks.toSpliced(at + 1, 0, sent ?? askBlock) };
}

/** Not the number of a link: that one is read off a page. */
const isOwnCode = (block: ModalView["blocks"][number]) =>
  block.type === "input" && "hint" in block && block.hint?.text.startsWith(appHint) === true;

function withHint<B extends ModalView["blocks"][number]>(block: B, hasApp: boolean): B {
  if (!("hint" in block) || !block.hint) return block;
  const rest = block.hint.text.slice(appHint.length);
  const where = hasApp ? "From your own authenticator app, or by text." : "We text it to you.";
  return { ...block, hint: plain(`${where}${rest}`) };
}

const askBlock: KnownBlock = {
  type: "actions",
  block_id: textCodeIds.block,
  elements: [button(textCodeIds.button, "Text me a code")],
};

/** What the button's block says once it was pressed: it stays, and so does the button. */
export const toldBlock = (text: string): KnownBlock => ({
  type: "section",
  block_id: textCodeIds.block,
  text: { type: "mrkdwn", text, verbatim: true },
  accessory: button(textCodeIds.button, "Text it again"),
});

/** A form that is drawn again for the same challenge still says that a code is on its way. */
function textedBlock({ blocks }: ShownView): KnownBlock | undefined {
  const block = blocks.find((one) => one.block_id === textCodeIds.block);
  const text: unknown = block?.["text"];
  const isTold = block?.type === "section" && typeof text === "object" && text !== null && "text" in text;
  return isTold ? toldBlock(String(text.text)) : undefined;
}
