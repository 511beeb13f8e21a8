/** One of some things by what a person reads on it: exactly, else the only one that begins with it or has it. */
export function pick<T>(
  things: readonly T[],
  wanted: string,
  { textOf, kind }: { textOf: (thing: T) => string; kind: string },
): T {
  const squeeze = (text: string) => text.replaceAll(/\s+/g, " ").trim().toLowerCase();
  const looked = squeeze(wanted);
  const tests: ((text: string) => boolean)[] = [
    (text) => text === looked,
    (text) => text.startsWith(looked),
    (text) => text.includes(looked),
  ];
  for (const test of tests) {
    const [first, second] = things.filter((thing) => test(squeeze(textOf(thing))));
    if (first !== undefined && second === undefined) return first;
  }
  const there = things.map((thing) => JSON.stringify(textOf(thing))).join(", ") || "none";
  throw new Error(`no single ${kind} ${JSON.stringify(wanted)}; there: ${there}`);
}

export function matches(text: string, pattern: string | RegExp): boolean {
  return typeof pattern === "string" ? text.includes(pattern) : pattern.test(text);
}

/** A shortcut by its callback_id or its name; where the manifest lists them, only those. */
export function callbackIdOf(
  declared: readonly { name: string; callbackId: string }[] | undefined,
  called: string,
): string {
  if (!declared || declared.some((one) => one.callbackId === called)) return called;
  return pick(declared, called, { textOf: (one) => one.name, kind: "shortcut" }).callbackId;
}
