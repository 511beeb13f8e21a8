import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const ui = fileURLToPath(new URL("../../src/portal/ui", import.meta.url));

test("a component's look is said once: no class begins two rules of its own", () => {
  const sheets = readdirSync(ui).filter((file) => file.endsWith("-styles.ts"));
  const rules = sheets.flatMap((file) =>
    [...readFileSync(join(ui, file), "utf8").matchAll(/^(\.[\w-]+) \{/gm)].map(([, name = ""]) => name),
  );
  expect(sheets.length).toBeGreaterThan(2);
  expect(rules.length).toBeGreaterThan(40);
  expect(rules.filter((name, index) => rules.indexOf(name) !== index)).toEqual([]);
});
