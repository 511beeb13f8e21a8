import { expect, test } from "vitest";
import { denialReasons, offeredDenials, toldDenial } from "../../src/domain/denial.ts";

test("of a person everything is offered, in order; of settings nothing that is about a person", () => {
  const offered = (subject: object | null) => offeredDenials({ subject }).map(({ value }) => value);
  expect(offered({})).toEqual([...denialReasons]);
  expect(offered(null)).toEqual(["unneeded", "other"]);
  const texts = offeredDenials({ subject: {} }).map(({ text }) => text);
  expect(new Set(texts).size).toBe(denialReasons.length);
});

test("something else must be said in words; any other reason may be", () => {
  expect(toldDenial("other", null)).toBeUndefined();
  expect(toldDenial("other", "Ask Nora first")).toBe("Ask Nora first");
  for (const reason of denialReasons.filter((one) => one !== "other")) {
    const alone = toldDenial(reason, null);
    expect(alone).toBeTruthy();
    expect(toldDenial(reason, "Ask Nora")).toBe(`${alone} (Ask Nora)`);
  }
});
