type Clock = { timeZone: string; now: Date };

/**
 * `!date^{seconds}^{format}^{link}` in the reader's time zone, or the fallback where it cannot be read.
 * https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export function formatDate(target: string, fallback: string, clock: Clock): string {
  const [, seconds = "", format = ""] = target.split("^");
  if (!/^\d{1,12}$/.test(seconds) || format === "") return fallback;
  const date = new Date(Number(seconds) * 1000);
  return format.replaceAll(/\{(\w+)\}/g, (written, token: string) => fill(token, date, clock) ?? written);
}

function fill(token: string, date: Date, clock: Clock): string | undefined {
  const show = (options: Intl.DateTimeFormatOptions, locale = "en-US") =>
    new Intl.DateTimeFormat(locale, { timeZone: clock.timeZone, ...options }).format(date);
  const isPretty = token.endsWith("_pretty");
  const near = isPretty ? nearDay(date, clock) : undefined;
  switch (token.replace("_pretty", "")) {
    case "date_num":
      return show({ year: "numeric", month: "2-digit", day: "2-digit" }, "sv-SE");
    case "date":
      return near ?? show({ year: "numeric", month: "long", day: "numeric" });
    case "date_short":
      return near ?? show({ year: "numeric", month: "short", day: "numeric" });
    case "date_long":
      return near ?? show({ weekday: "long", year: "numeric", month: "long", day: "numeric" });
    case "day_divider":
      return nearDay(date, clock) ?? show({ weekday: "long", month: "long", day: "numeric" });
    case "time":
      return plainSpace(show({ hour: "numeric", minute: "2-digit" }));
    case "time_secs":
      return plainSpace(show({ hour: "numeric", minute: "2-digit", second: "2-digit" }));
    case "ago":
      return ago(date, clock.now);
    default:
      return undefined;
  }
}

/** Node puts a narrow no-break space before AM and PM; Slack a plain one. */
const plainSpace = (text: string) => text.replaceAll("\u202f", " ");

function nearDay(date: Date, { timeZone, now }: Clock): string | undefined {
  const dayOf = (moment: Date) => {
    const day = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(moment);
    return Date.parse(`${day}T00:00:00Z`) / 86_400_000;
  };
  return { "-1": "yesterday", "0": "today", "1": "tomorrow" }[String(dayOf(date) - dayOf(now))];
}

function ago(date: Date, now: Date): string {
  const minutes = Math.round((date.getTime() - now.getTime()) / 60_000);
  const format = new Intl.RelativeTimeFormat("en-US");
  if (Math.abs(minutes) < 60) return format.format(minutes, "minute");
  const hours = Math.round(minutes / 60);
  return Math.abs(hours) < 24 ? format.format(hours, "hour") : format.format(Math.round(hours / 24), "day");
}
