import fc from "fast-check";
import { expect, test } from "vitest";
import { routeKindOf } from "../../src/domain/installation.ts";
import { slugOf } from "../../src/domain/slug.ts";
import { spelledOut } from "../../src/domain/spelled.ts";
import { printable, searchable } from "../../src/domain/text.ts";

test("R63: what was typed keeps no control character, and no space around it", () => {
  expect(printable(" Petra\r\nBcc: x\u0000 ")).toBe("Petra  Bcc: x");
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => !/\p{Cc}/u.test(printable(text))));
});

test("a name is found however it is written", () => {
  expect(searchable(" Remy  \u00c9TIENNE ")).toBe("remy \u00e9tienne");
  expect(searchable("E\u0301tienne")).toBe(searchable("\u00e9tienne"));
});

test.each([
  ["Acme Builders, Inc.", "acme-builders-inc"],
  ["  --Ägypten & Söhne--  ", "agypten-sohne"],
  ["建設会社", "company"],
  ["", "company"],
])("a company's short name reads in a link: %j", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

test("a short name is one in any link, whatever the company is called", () => {
  fc.assert(fc.property(fc.string({ maxLength: 80 }), (name) => /^[a-z0-9-]{1,40}$/.test(slugOf(name))));
  expect(slugOf("x".repeat(50))).toBe("x".repeat(40));
});

test("every letter that a code can have is read as a word that begins with it, every digit as it is", () => {
  const letters = [..."ABCDEFGHJKMNPQRSTVWXYZ"];
  const said = spelledOut(letters.join("")).split(", ");
  expect(said.map((word) => word.slice(0, 1))).toEqual(letters);
  expect(said.filter((word) => word.length < 4)).toEqual([]);
  expect(spelledOut("T2X")).toMatch(/^T\w+, 2, X-\w+$/);
});

test("a workspace's route is its organization's where the app is in all its teams", () => {
  expect(routeKindOf("E0123TE")).toBe("enterprise");
  expect(routeKindOf("T0123E")).toBe("team");
});
