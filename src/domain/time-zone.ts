/** What people in the United States call theirs; each by the place that stands for it. */
const common: Record<string, string> = {
  "America/New_York": "Eastern (New York)",
  "America/Chicago": "Central (Chicago)",
  "America/Denver": "Mountain (Denver)",
  "America/Phoenix": "Arizona (Phoenix)",
  "America/Los_Angeles": "Pacific (Los Angeles)",
  "America/Anchorage": "Alaska (Anchorage)",
  "Pacific/Honolulu": "Hawaii (Honolulu)",
  "America/Puerto_Rico": "Atlantic (Puerto Rico)",
};

/** A choice of zones: those of the United States, then every other by continent. */
export type ZoneGroup = { name: string; zones: { id: string; city: string }[] };

/** Every zone that this machine knows; "Etc/…" and the like are names for programs. */
export function zoneGroups(): ZoneGroup[] {
  const groups = new Map<string, ZoneGroup>([["", { name: "United States", zones: commonZones() }]]);
  for (const id of Intl.supportedValuesOf("timeZone")) {
    const [area = ""] = id.split("/");
    if (!id.includes("/") || area === "Etc" || common[id]) continue;
    const group = groups.get(area) ?? { name: areaNames[area] ?? area, zones: [] };
    group.zones.push(zoneOf(id));
    groups.set(area, group);
  }
  return [...groups.values()];
}

/** Whether it is one that can be chosen. Times are said in it, so an unknown one would break every page. */
export const isZone = (id: string) => zoneGroups().some(({ zones }) => zones.some((zone) => zone.id === id));

const commonZones = () => Object.entries(common).map(([id, city]) => ({ id, city }));

const areaNames: Record<string, string> = {
  America: "Americas",
  Atlantic: "Atlantic Ocean",
  Indian: "Indian Ocean",
};

const zoneOf = (id: string) => ({ id, city: id.split("/").slice(1).join(", ").replaceAll("_", " ") });
