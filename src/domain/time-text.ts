/** "2:32 PM Eastern": a time is never shown without the name of its zone. `zone` is an IANA name. */
export const timeText = (at: Date, zone: string) => clockText(at, zone, {});

/** "Saturday, Nov 22, 2:32 PM Eastern". */
export const dayTimeText = (at: Date, zone: string) =>
  clockText(at, zone, { weekday: "long", month: "short", day: "numeric" });

/** "Nov 22, 2026": for what happened long ago, where the hour says nothing. */
export const dateText = (at: Date, zone: string) =>
  formatIn(zone, { month: "short", day: "numeric", year: "numeric" }).format(at);

/** "Nov 21". */
export const monthDayText = (at: Date, zone: string) =>
  formatIn(zone, { month: "short", day: "numeric" }).format(at);

function clockText(at: Date, zone: string, day: Intl.DateTimeFormatOptions): string {
  const format = formatIn(zone, { ...day, hour: "numeric", minute: "2-digit" });
  // Since ICU 72 a narrow no-break space stands before PM, which old mail programs show as a box.
  const text = format.format(at).replaceAll("\u202f", " ").replace(" at ", ", ");
  return `${text} ${zoneText(at, zone)}`;
}

/** Names that Americans say without "Time". */
const spokenShort = /^(Eastern|Central|Mountain|Pacific|Alaska|Atlantic|Hawaii)/;

/** The zone as people say it, the same in summer and winter: "Eastern", "Central European Time", "UTC". */
function zoneText(at: Date, zone: string): string {
  const parts = formatIn(zone, { timeZoneName: "longGeneric" }).formatToParts(at);
  const name = parts.find((part) => part.type === "timeZoneName")?.value ?? zone;
  if (/^GMT(\+00:00)?$/.test(name)) return "UTC";
  const generic = name.replace("Hawaii-Aleutian", "Hawaii").replace(" Standard Time", " Time");
  const isAmerican = spokenShort.test(generic) && !generic.includes("European");
  return isAmerican ? generic.replace(/ Time$/, "") : generic;
}

/** Making one takes far longer, and far more memory, than using it; there are a few for each zone. */
const formats = new Map<string, Intl.DateTimeFormat>();
const maxFormats = 500;

function formatIn(timeZone: string, shape: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone} ${JSON.stringify(shape)}`;
  const known = formats.get(key);
  if (known) return known;
  if (formats.size >= maxFormats) formats.clear();
  const format = new Intl.DateTimeFormat("en-US", { ...shape, timeZone });
  formats.set(key, format);
  return format;
}
