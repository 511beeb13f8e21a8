import { expect, test } from "vitest";
import { isZone, zoneGroups } from "../../src/domain/time-zone.ts";

const zonesNow = () => zoneGroups().flatMap((group) => group.zones);

test("the zones of the United States come first, every other once, by its continent", () => {
  const [groups, zones] = [zoneGroups(), zonesNow()];
  expect(groups[0]?.zones[0]?.id).toBe("America/New_York");
  expect(groups[0]?.zones.map(({ id }) => id)).toContain("Pacific/Honolulu");
  expect(new Set(zones.map(({ id }) => id)).size).toBe(zones.length);
  const names = groups.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining(["Americas", "Europe", "Atlantic Ocean", "Indian Ocean"]));
  expect(groups.find(({ name }) => name === "Europe")?.zones).toContainEqual({
    id: "Europe/Berlin",
    city: "Berlin",
  });
});

test("a city reads as people write it", () => {
  const zones = zonesNow();
  const cityOf = (id: string) => zones.find((zone) => zone.id === id)?.city;
  expect(cityOf("Europe/Isle_of_Man")).toBe("Isle of Man");
  expect(zones.find(({ id }) => id.endsWith("/Salta"))?.city).toBe("Argentina, Salta");
  expect(zones.filter(({ city }) => city === "" || /[_/]/.test(city))).toEqual([]);
});

test("what can be chosen is a zone that times can be said in; names for programs and nonsense are none", () => {
  for (const { id } of zonesNow()) {
    expect(() => new Intl.DateTimeFormat("en-US", { timeZone: id })).not.toThrow();
  }
  for (const id of ["America/New_York", "Europe/Berlin"]) expect(isZone(id)).toBe(true);
  for (const id of ["UTC", "Etc/GMT+1", "Europe", "Europe/Atlantis", ""]) expect(isZone(id)).toBe(false);
});
