import { expect, test } from "vitest";
import { type Phones, textableNumbers } from "../../src/domain/text-news.ts";

const before = new Date("2026-11-01T12:00:00Z");
const lostAt = new Date("2026-11-20T12:00:00Z");
const since = new Date("2026-11-21T12:00:00Z");
const a = "+12125550144";
const b = "+12125550177";

const none: Phones = { contact: undefined, factors: [], goneHints: [], lostAt: undefined };
const contact = (number: string, setAt = before) => ({ number, setAt });
const factor = (number: string, more: { isActive?: boolean; since?: Date } = {}) => ({
  ...{ number, isActive: true, since: before },
  ...more,
});
const off = (number: string) => factor(number, { isActive: false });

const cases: [string, Partial<Phones>, string[]][] = [
  ["nothing is known", {}, []],
  ["nobody lost a phone", { contact: contact(a), factors: [factor(b)] }, [b, a]],
  ["both are one phone", { contact: contact(a), factors: [factor(a)] }, [a]],
  ["a way was turned off for wrong codes", { factors: [off(b)] }, []],
  ["lost, and the app's phone may be the contact phone", { contact: contact(a), lostAt }, []],
  ["lost, and codes went to the contact phone", { contact: contact(a), factors: [off(a)], lostAt }, []],
  ["lost, and codes went to another phone", { contact: contact(a), factors: [off(b)], lostAt }, [a]],
  ["stolen, and the destroyed number ends alike", { contact: contact(a), goneHints: ["44"], lostAt }, []],
  [
    "stolen, and the destroyed number ends otherwise",
    { contact: contact(a), goneHints: ["77"], lostAt },
    [a],
  ],
  ["stolen, and nobody kept the number's end", { contact: contact(a), goneHints: [null], lostAt }, []],
  ["a contact phone given since", { contact: contact(a, since), lostAt }, [a]],
  ["a number proven since", { factors: [factor(b, { since })], contact: contact(a), lostAt }, [b]],
  ["a contact phone given at that instant", { contact: contact(a, lostAt), lostAt }, []],
  ["a number proven at that instant", { factors: [factor(b, { since: lostAt })], lostAt }, []],
  ["two ways to one number, and no contact phone", { factors: [factor(b), factor(b)] }, [b]],
  ["the same number proven since", { factors: [factor(a, { since })], contact: contact(a), lostAt }, [a]],
  ["a number from before, while locked", { factors: [factor(b)], lostAt }, []],
];

test.each(cases)("R47: nothing is texted to a lost phone: %s", (_, phones, numbers) => {
  expect(textableNumbers({ ...none, ...phones })).toEqual(numbers);
});
