import fc from "fast-check";
import { expect, test } from "vitest";
import { domainOf, isNearEmail, maskEmail, normalizeEmail } from "../../src/domain/email.ts";

test("an address is one however it is typed: case, spaces around it, and both ways to write é", () => {
  expect(normalizeEmail(" Petra@Alvarez.Example\n")).toBe("petra@alvarez.example");
  expect(normalizeEmail("re\u0301my@a.example")).toBe(normalizeEmail("r\u00e9my@a.example"));
});

test("R32: a masked address keeps its first letter and its domain, and nothing else", () => {
  expect(maskEmail("petra@alvarez.example")).toBe("p•••@alvarez.example");
  expect(maskEmail('"a@b"@c.example')).toBe('"•••@c.example');
  expect(domainOf('"a@b"@c.example')).toBe("c.example");
});

const email = "petra@alvarez.example";
test.each([
  ["itself", email, true],
  ["a letter too many", "pettra@alvarez.example", true],
  ["a letter too few", "petra@alvarez.exampl", true],
  ["another letter", "petta@alvarez.example", true],
  ["two swapped", "petar@alvarez.example", true],
  ["two too many", "petraxy@alvarez.example", true],
  ["two too few, at the front", "tra@alvarez.example", true],
  ["a letter moved", "etrap@alvarez.example", true],
  ["three others", "maria@alvarez.example", false],
  ["three too many", "petraxyz@alvarez.example", false],
  ["three too few", "ra@alvarez.example", false],
  ["one too many, two others", "xpetxx@alvarez.example", false],
])("a slip is near the address, somebody else's is not: %s", (_, typed, isNear) => {
  expect(isNearEmail(typed, email)).toBe(isNear);
  expect(isNearEmail(email, typed)).toBe(isNear);
});

/** What can be made of a text by one change at a time. */
const slip = fc.record({
  at: fc.nat(30),
  kind: fc.constantFrom("add", "drop", "change"),
  letter: fc.constantFrom("a", "z"),
});
const slipped = (text: string, { at, kind, letter }: { at: number; kind: string; letter: string }) => {
  const place = at % text.length;
  const rest = text.slice(kind === "add" ? place : place + 1);
  return `${text.slice(0, place)}${kind === "drop" ? "" : letter}${rest}`;
};

test("any two slips stay near; any text that is far longer is not", () => {
  fc.assert(
    fc.property(slip, slip, (one, other) => {
      expect(isNearEmail(slipped(slipped(email, one), other), email)).toBe(true);
      expect(isNearEmail(`${email}${email}`, email)).toBe(false);
    }),
  );
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => isNearEmail(a, b) === isNearEmail(b, a)));
});
