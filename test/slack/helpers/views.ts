import type { KnownBlock, ModalView } from "@slack/types";
import fc from "fast-check";
import { checkBlocks } from "../../../src/emulator/block-kit/check.ts";
import { checkView } from "../../../src/emulator/block-kit/view.ts";

/** What Slack would say against a view; empty when it takes it. */
export const problems = (view: ModalView) => {
  const checked = checkView(JSON.parse(JSON.stringify(view)), "modal");
  return checked.ok ? [] : checked.messages;
};

/** The same of a message's blocks. */
export const blockProblems = (blocks: KnownBlock[] = []) => {
  const checked = checkBlocks(JSON.parse(JSON.stringify(blocks)), "message", ["blocks"]);
  return checked.ok ? [] : checked.messages;
};

/** Names as long and as nasty as a row can hold. */
export const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 400 }),
  fc.constantFrom("&".repeat(300), "<!channel>", "🦊".repeat(200), "'\"&<>"),
);
export const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
export const date = fc.date({
  min: new Date("2020-01-01"),
  max: new Date("2035-01-01"),
  noInvalidDate: true,
});
