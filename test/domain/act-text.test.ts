import { expect, test } from "vitest";
import { wrongCodeText } from "../../src/domain/form-text.ts";
import { personActs } from "../../src/domain/person-act.ts";
import { actWords, approvalText } from "../../src/domain/person-act-text.ts";
import { undoneText, undoTexts } from "../../src/domain/undo-text.ts";
import { askedAt, words } from "./helpers/request-view.ts";

test("a wrong code says how many tries are left", () => {
  expect(wrongCodeText(4)).toContain(" 4 tries left");
  expect(wrongCodeText(1)).toContain(" 1 try left");
  expect(wrongCodeText(0)).toContain("last try");
});

const card = {
  ...{ firstName: "Petra", email: "petra@a.example", isPaymentsAdmin: false },
  ...{ isOneself: false, isUnfinished: false },
};
const done = { name: "Petra Alvarez", email: "petra@a.example" };

test.each(personActs)("R63: %s says what it leads to and what it did, and whose account it is", (act) => {
  const { effect, done: after, button, isGrave } = actWords[act];
  expect(effect(card, words)).toMatch(/‹Petra›.*\.$/);
  expect(after.text(done, words)).toMatch(/^\*‹Petra Alvarez›.*\.$/);
  expect(after.text({ ...done, expiresAt: askedAt }, words).includes("good until at 19:32")).toBe(
    after.isAwaited === true,
  );
  if (after.isAwaited) expect(after.text(done, words)).toMatch(/ ‹petra@a\.example›\.$/);
  if (isGrave) expect(button).toMatch(/…$/);
});

test("what an act leads to is more where the person has more to lose", () => {
  const { lower, revoke, resend } = actWords;
  expect(lower.effect({ ...card, isPaymentsAdmin: true }, words)).toMatch(
    /Administrator\. ‹Petra› also stops .* The account/,
  );
  expect(lower.effect(card, words)).toMatch(/Administrator\. The account stays/);
  expect(revoke.effect({ ...card, isOneself: true }, words)).toMatch(/^You can no longer/);
  expect(resend.effect({ ...card, isUnfinished: true }, words)).toMatch(/never set up/);
  expect(approvalText(1)).toMatch(/^1 other person /);
  expect(approvalText(2)).toMatch(/^2 other people /);
});

test("R48: an undo says before what comes back, and after whom to tell", () => {
  const person = { firstName: "Petra", name: "Petra Alvarez" };
  const [what, only] = undoTexts({ ...person, email: "petra@a.example" }, askedAt, words);
  expect(what).toContain("*‹Petra Alvarez›* (‹petra@a.example›) at 19:32");
  expect(only).toContain("never left ‹Petra›'s hands");
  expect(undoneText(person, words)).toMatch(/‹Petra Alvarez› is undone.*Tell ‹Petra›/);
});
