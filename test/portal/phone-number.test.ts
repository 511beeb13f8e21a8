import { expect, test } from "vitest";
import { countryOptions, readPhone } from "../../src/portal/phone-number.ts";

test.each([
  ["(212) 555-0144", "US"],
  ["1-212-555-0144", "US"],
  ["+1 212 555 0144", "GB"],
  [" 212.555.0144 ", "US"],
])("R17: %s is taken as one number", (typed, country) => {
  expect(readPhone(typed, country, ["US", "GB"])).toEqual({ ok: true, phone: "+12125550144" });
});

test.each([
  ["+1 900 555 0144", "US", "premium-rate"],
  ["800 555 0144", "US", "toll-free"],
  ["+44 5600 123456", "GB", "internet phone"],
  ["07640 123456", "GB", "pager"],
  ["020 7946 0958", "GB", "landline"],
  ["0845 123 4567", "GB", "number. Use"],
  ["500 555 0144", "US", "this kind of number"],
  ["876 555 0144", "US", "We can only text numbers in the United States and the United Kingdom."],
  ["+49 1512 3456789", "US", "We can only text numbers in"],
  ["555-0144", "US", "Check the number"],
  ["abc", "US", "Check the number"],
  ["(415) 555-2671 ext 3", "US", "Check the number"],
  ["030 123456", "DE", "Choose a country"],
])("R17: %s (%s) is refused, and the reason is said", (typed, country, said) => {
  const read = readPhone(typed, country, ["US", "GB"]);
  expect(read.ok ? read.phone : read.text).toContain(said);
});

test("the list of countries says their calling codes, by name", () => {
  expect(countryOptions(["US", "GB", "CA"]).map((one) => one.text)).toEqual([
    "Canada (+1)",
    "United Kingdom (+44)",
    "United States (+1)",
  ]);
});
