/** @jsxImportSource hono/jsx/dom */
import { render, useState } from "hono/jsx/dom";
import type { Block } from "../../../src/emulator/block-kit/blocks.ts";
import { Blocks } from "../../../src/emulator/client/blocks/blocks.tsx";
import type { Ref, Surface } from "../../../src/emulator/client/blocks/surface.ts";
import { initialValues, rawOf } from "../../../src/emulator/state/values.ts";
import type { Given, Told } from "./given.ts";

declare global {
  interface Window {
    /** What the test gives the page, and what the page told since. */
    given: Given;
    told: Told[];
  }
}

const keyOf = ({ blockId, actionId }: Ref) => `${blockId}/${actionId}`;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The blocks with the simplest shell: it holds what is put in and writes down what it is told. */
function Gallery({ blocks, errors, troubles, busy, suggestions, suggestsAfterMs = 0 }: Given) {
  const [held, setHeld] = useState<Record<string, readonly string[]>>(() => initialRaw(blocks));
  const tell = (kind: Told["kind"], ref: Ref, raw: string[]) => {
    window.told.push({ kind, ref: keyOf(ref), raw });
    setHeld((before) => ({ ...before, [keyOf(ref)]: raw }));
  };
  const surface: Surface = {
    scope: "gallery",
    reader: {
      userName: (id) => (id === "U1" ? "Olivia Reyes" : id),
      channelName: () => "general",
      timeZone: "America/New_York",
      now: new Date("2026-11-20T19:00:00Z"),
    },
    rawOf: (ref) => held[keyOf(ref)] ?? [],
    textOf: (_, value) => (value === "U9" ? "Gone Person" : undefined),
    change: (ref, raw) => tell("change", ref, raw),
    act: (ref, raw) => tell("act", ref, raw),
    suggest: async (ref, query) => {
      window.told.push({ kind: "suggest", ref: keyOf(ref), raw: [query] });
      await wait(suggestsAfterMs);
      return (suggestions ?? []).map((group) => ({
        ...group,
        options: group.options.filter(({ text }) => text.toLowerCase().includes(query.toLowerCase())),
      }));
    },
    people: [
      { value: "U1", text: "Olivia Reyes", hint: "olivia@acme.example" },
      { value: "U2", text: "Marcus Webb" },
      { value: "U3", text: "Petra Alvarez" },
    ],
    conversations: () => [
      { value: "C1", text: "#general" },
      { value: "C2", text: "#payments" },
    ],
    errors: errors ?? {},
    troubles: troubles ?? {},
    isBusy: (ref) => (busy ?? []).includes(keyOf(ref)),
  };
  return <Blocks blocks={blocks} surface={surface} />;
}

function initialRaw(blocks: readonly Block[]): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(initialValues(blocks)).flatMap(([blockId, inBlock]) =>
      Object.entries(inBlock).map(([actionId, value]) => [keyOf({ blockId, actionId }), rawOf(value)]),
    ),
  );
}

const root = document.querySelector<HTMLElement>("main > div");
if (root) render(<Gallery {...window.given} />, root);
