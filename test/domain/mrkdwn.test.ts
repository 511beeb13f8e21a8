import fc from "fast-check";
import { expect, test } from "vitest";
import { escapeMrkdwn, mrkdwnTime } from "../../src/domain/mrkdwn.ts";

/** As Slack reads it. */
const read = (text: string) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

test("R63: what somebody wrote has no markup in it, and reads as it was written", () => {
  const anyText = fc.array(fc.constantFrom("&", "<", ">", "amp;", "lt;", "!channel", " "), { maxLength: 20 });
  fc.assert(
    fc.property(anyText, (parts) => {
      const text = parts.join("");
      expect(escapeMrkdwn(text)).not.toMatch(/[<>]|&(?!(amp|lt|gt);)/);
      expect(read(escapeMrkdwn(text))).toBe(text);
    }),
  );
});

test("R63: a time is Slack's to say, with its words where it cannot", () => {
  const at = new Date("2026-11-20T19:32:00.900Z");
  expect(mrkdwnTime(at, "2:32 PM <b>")).toBe(
    `<!date^${Date.parse("2026-11-20T19:32:00Z") / 1000}^{date_short_pretty} at {time}|2:32 PM &lt;b&gt;>`,
  );
});
