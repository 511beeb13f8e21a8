import fc from "fast-check";

/** How much longer than in CI: `FUZZ_RUNS=100 npx vitest run --config test/vitest.config.ts test/fuzz`. */
const times = Number(process.env["FUZZ_RUNS"] ?? 1);
/** The same tries every time; a long run may take others. */
const seed = Number(process.env["FUZZ_SEED"] ?? 20_261_129);

/** `count` tries in CI. What fails is printed with its seed and path; it is not made smaller, as each try is slow. */
export const tries = (count: number) => ({ numRuns: Math.ceil(count * times), seed, endOnFailure: true });
/** Of a test that runs them: in CI far from it, even on a busy machine. */
export const timeLimitMs = 120_000 * Math.max(1, times);

/** What breaks parsers, columns, markup and memory. */
const nasties: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1.5, 2 ** 53, 1e308, "", " ", "0", "null"],
  ...["\u0000", "a\u0000b", "\ud800", "\udfff\ud800", "\u202eevil", "\r\nSet-Cookie: a=b", "💥".repeat(300)],
  ...[
    "x".repeat(20_000),
    "'; drop table users; --",
    "%00",
    "%",
    "../../etc/passwd",
    "<!channel>",
    "<script>",
  ],
  ...["__proto__", "constructor", "[object Object]", "9".repeat(40), "１２３４５６", "2026-99-99"],
  ...[{}, [], [[]], [null], { __proto__: null, toString: 1 }, JSON.parse('{"__proto__":{"isAdmin":true}}')],
  nested(400),
];

function nested(depth: number): unknown {
  let value: unknown = "deep";
  for (let level = 0; level < depth; level++) value = level % 2 ? [value] : { value };
  return value;
}

/** Any text that somebody may send, the nasty ones often. */
export const nastyText = fc.oneof(
  fc.constantFrom(...nasties.filter((one): one is string => typeof one === "string")),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ maxLength: 60 }),
);

type Change = { place: number; op: "drop" | "replace" | "double"; value: unknown };
/** Up to four changes somewhere in a body that was sound. */
export const changes = fc.array(
  fc.record({
    place: fc.nat(),
    op: fc.constantFrom("drop", "replace", "replace", "replace", "double" as const),
    value: fc.oneof(fc.constantFrom(...nasties), fc.jsonValue({ maxDepth: 2 })),
  }),
  { minLength: 1, maxLength: 4 },
) satisfies fc.Arbitrary<Change[]>;

/** The body with the changes made, each at one of its places, counted through it. */
export function changed(body: unknown, all: readonly Change[]): unknown {
  let whole: unknown = structuredClone(body);
  for (const change of all) {
    const places = placesIn(whole);
    const found = places[change.place % places.length];
    if (!found) whole = change.value;
    else apply(found, change);
  }
  return whole;
}

type Place = { holder: unknown[] | Record<string, unknown>; key: string };

function placesIn(value: unknown): Place[] {
  if (typeof value !== "object" || value === null) return [];
  const holder: Place["holder"] = Array.isArray(value) ? value : Object.assign(value);
  return Object.entries(value).flatMap(([key, inner]) => [{ holder, key }, ...placesIn(inner)]);
}

function apply({ holder, key }: Place, { op, value }: Change): void {
  if (Array.isArray(holder)) {
    if (op === "drop") holder.splice(Number(key), 1);
    else if (op === "double") holder.push(...holder.slice(0, 200));
    else holder[Number(key)] = value;
    return;
  }
  if (op === "drop") delete holder[key];
  else if (op === "double") holder[`${key}_`] = holder[key];
  else holder[key] = value;
}
