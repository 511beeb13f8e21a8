import fc from "fast-check";
import { expect, test } from "vitest";
import { personActs } from "../../src/domain/person-act.ts";
import { personActId, readPersonRef, writePersonRef } from "../../src/domain/person-ref.ts";
import { readRequestRef, writeRequestRef } from "../../src/domain/request-buttons.ts";

const anyId = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-z]{${length}}$`));
const anyAct = fc.option(fc.constantFrom("raise", "revoke"), { nil: undefined });

test("A08: a button's reference reads back as it was written, and in another company not at all", () => {
  fc.assert(
    fc.property(anyId(10), anyId(10), anyId(16), anyAct, (companyId, other, id, act) => {
      fc.pre(companyId !== other);
      expect(readRequestRef(writeRequestRef(companyId, id), companyId)).toBe(id);
      expect(readRequestRef(writeRequestRef(companyId, id), other)).toBeUndefined();
      expect(readPersonRef(writePersonRef(companyId, id, act), companyId)).toEqual({ userId: id, act });
      expect(readPersonRef(writePersonRef(companyId, id, act), other)).toBeUndefined();
    }),
  );
});

const id = "0123456789abcdef";
test.each([
  undefined,
  "",
  "acme",
  "acme.",
  `.${id}`,
  `acme.${id}x`,
  `acme.x${id}`,
  `acme.${id.slice(1)}`,
  "acme.0123456789ABCDEF",
  `acme.${id}.raise.more`,
])("A08: %j is no reference of ours", (value) => {
  expect(readRequestRef(value, "acme")).toBeUndefined();
  expect(readPersonRef(value, "acme")).toBeUndefined();
});

test("A08: a request's reference has two parts, a person's may name the act", () => {
  expect(readRequestRef(`acme.${id}.raise`, "acme")).toBeUndefined();
  expect(readPersonRef(`acme.${id}.raise`, "acme")?.act).toBe("raise");
});

test("A08: each act's button has an id of its own", () => {
  expect(new Set(personActs.map(personActId)).size).toBe(personActs.length);
});
