import fc from "fast-check";
import { expect, test } from "vitest";
import { codeWaysOf, mayText } from "../../src/domain/code-ways.ts";

const anyFactors = fc.array(fc.record({ kind: fc.constantFrom("totp" as const, "sms" as const) }));

test("R18: where the app is required, nothing is texted to an administrator who has it; everybody else is texted", () => {
  fc.assert(
    fc.property(fc.boolean(), fc.boolean(), anyFactors, (isAppOnly, isAdministrator, factors) => {
      const hasApp = factors.filter(({ kind }) => kind === "totp").length > 0;
      const isRefused = [isAppOnly, isAdministrator, hasApp].every(Boolean);
      expect(mayText({ isAppOnly, isAdministrator, factors })).toBe(!isRefused);
    }),
  );
});

const person = {
  isAppOnly: true,
  isAdministrator: true,
  hasApp: false,
  phoneHint: "44",
  areTextsOffered: true,
};

test.each([
  ["nobody sends texts", { areTextsOffered: false }, null],
  ["the app is required, and there", { hasApp: true }, null],
  ["the app is required, and not there", {}, "44"],
  ["the app is required of others", { hasApp: true, isAdministrator: false }, "44"],
  ["no number is known", { phoneHint: null }, null],
])("R18: a form offers a text only where one may be sent: %s", (_, more, textHint) => {
  const given = { ...person, ...more };
  expect(codeWaysOf(given)).toEqual({ hasApp: given.hasApp, textHint });
});
