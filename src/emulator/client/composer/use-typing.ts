import { useLayoutEffect, useRef, useState } from "hono/jsx/dom";
import type { Snapshot } from "../../page/seen.ts";
import { completionAt, type Suggestion } from "./complete.ts";

type Settings = {
  seen: Snapshot;
  isInThread: boolean;
  kept: Map<string, string>;
  place: string;
  send: (text: string) => void;
};

/** The text of a composer with what could complete it, and what each key does. */
export function useTyping({ seen, isInThread, kept, place, send }: Settings) {
  const box = useRef<HTMLTextAreaElement>(null);
  const [text, setTextState] = useState(kept.get(place) ?? "");
  const [cursor, setCursor] = useState(text.length);
  const [active, setActive] = useState(0);
  const [isDismissed, setDismissed] = useState(false);
  const wanted = useRef<number | undefined>(undefined);
  const commands = isInThread ? [] : seen.commands;
  const offer = { commands, people: seen.people, appName: seen.app.name };
  const completion = isDismissed ? undefined : completionAt(text, cursor, offer);
  const setText = (next: string, at: number) => {
    kept.set(place, next);
    setTextState(next);
    setCursor(at);
    setActive(0);
    setDismissed(false);
  };
  useLayoutEffect(() => {
    if (wanted.current === undefined) return;
    box.current?.setSelectionRange(wanted.current, wanted.current);
    wanted.current = undefined;
  });
  const pick = ({ insert }: Suggestion) => {
    const from = completion?.from ?? cursor;
    const at = from + insert.length;
    wanted.current = at;
    setText(text.slice(0, from) + insert + text.slice(cursor).replace(/^ /, ""), at);
    box.current?.focus();
  };
  const finish = () => {
    if (text.trim() === "") return;
    send(text);
    setText("", 0);
  };
  const read = () => {
    const field = box.current;
    if (field && field.value !== text) setText(field.value, field.selectionStart);
    else if (field) setCursor(field.selectionStart);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // An input method takes Enter for itself.
    if (event.isComposing) return;
    const suggestions = completion?.suggestions ?? [];
    const chosen = suggestions[active];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const typed = text.slice(completion?.from ?? 0, cursor);
    const isPlainEnter = event.key === "Enter" && !event.shiftKey;
    if (step !== undefined && chosen) setActive((active + step + suggestions.length) % suggestions.length);
    else if (event.key === "Escape" && chosen) setDismissed(true);
    else if (chosen && (event.key === "Tab" || (isPlainEnter && chosen.insert.trim() !== typed)))
      pick(chosen);
    else if (isPlainEnter) finish();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { box, text, completion, active, commands, pick, finish, read, onKeyDown };
}
