import { expect, test } from "vitest";
import { commonPasswords } from "../../src/crypto/common-passwords.ts";
import { normalizePassword, passwordFault } from "../../src/domain/password.ts";

const fault = (password: string, context: string[] = []) =>
  passwordFault(password, { common: commonPasswords, context });

test.each([
  ["eleven char", "too_short"],
  ["a".repeat(129), "too_long"],
  ["1q2w3e4r5t6y", "common"],
  ["1Q2W3E4R5T6Y", "common"],
  ["aaaaaaaaaaaaaaaa", "common"],
  ["abcabcabcabcabc", "common"],
  ["password12345", "common"],
  ["iloveyou2024!!", "common"],
  ["abcdefghijkl", "common"],
  ["123456789012", "common"],
  ["my-Alvarez-password", "context"],
  ["LatchKey-is-the-best", "context"],
  ["acme for the win 12", "context"],
] as const)("R26: refuses %j as %s", (password, why) => {
  expect(fault(password, ["Petra", "Alvarez", "petra@drywall.example", "Acme Builders", "latchkey"])).toBe(
    why,
  );
});

test.each([
  "twelve chars",
  "correct horse battery staple",
  "пароль-на-русском",
  "a quiet harbour 1",
  "🦊🦊🐻🐻🦁🦁🐯🐯🐨🐨🐼🐼x",
])("R25: accepts %j: no composition rule", (password) => {
  expect(fault(password, ["Petra"])).toBeUndefined();
});

test("R25: length counts characters as people see them, up to 128", () => {
  expect(fault(`${"é".repeat(6)}abcdef`)).toBeUndefined();
  expect(fault(`${"🦊".repeat(3)}abcdefgh`)).toBe("too_short");
  expect(fault(`${"correct horse battery staple ".repeat(4)}twelve chars`)).toBeUndefined();
});

test("R25: both ways to type é are one password", () => {
  expect(normalizePassword("e\u0301")).toBe(normalizePassword("\u00e9"));
});

test.each([
  ["1234567890ab", undefined],
  ["##sunshine!!", "common"],
  ["1234sunshine5678", "common"],
  ["12345sunshine6789", undefined],
  ["12345678love", "common"],
  ["sun 1 shine 2 day", undefined],
  ["sun-shine-1234", undefined],
  ["zyxwvutsrqpo", "common"],
  ["abcdefghijkz", "common"],
  ["abcdefghijxz", undefined],
  ["abcdabcdabcdxyz", "common"],
  ["abcdeabcdeabcde", undefined],
])(
  "R26: up to eight digits or signs around a common word, and a step or two off a row, change little: %j",
  (password, why) => {
    expect(fault(password)).toBe(why);
  },
);

test("R26: words of three letters are too short to be anybody's, and a word counts wherever it stands", () => {
  expect(fault("tea for two, Max?", ["Max", "Bo Li"])).toBeUndefined();
  expect(fault("purple maxine door", ["Maxi"])).toBe("context");
  expect(fault("purple O'Connor door", ["Sean O'Connor"])).toBe("context");
});
