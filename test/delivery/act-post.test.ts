import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { actSentences } from "../../src/delivery/messages/act-post.ts";
import { appendAudit } from "../../src/store/audit.ts";
import { hour } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { renderIn, slackOf } from "./rendering.ts";
import { after, givenChannel, now } from "./request-rows.ts";

const { db, owner } = await testDatabase();
const flows = fileURLToPath(new URL("../../src/flows", import.meta.url));

/** What the flows post, read from their sources: whoever adds an act adds its sentence. */
function postedKinds(): string[] {
  const texts = readdirSync(flows)
    .map((file) => readFileSync(`${flows}/${file}`, "utf8"))
    .filter((text) => text.includes("await postAct("));
  return texts.flatMap((text) =>
    [...text.matchAll(/actor,\s+kind: "([a-z_]+)"/g)].map((match) => match[1] ?? ""),
  );
}

const facts: Record<string, Record<string, string | boolean>> = {
  user_held: { until: after(4 * hour).toISOString() },
  system_administrator_lowered: { wasPaymentsAdmin: true },
};

const post = (kind: string) =>
  renderIn(
    { db, owner },
    {
      kind: "act_post",
      ref: "1",
      given: async (tx) => {
        await givenChannel(tx);
        const act = { kind, at: now, actorId: "olivia", subjectId: "petra" };
        await appendAudit(tx, { ...act, ...(facts[kind] ? { facts: facts[kind] } : {}) });
      },
    },
  );

test("every act that is posted has a sentence of its own", async () => {
  const kinds = postedKinds();
  expect(kinds.length).toBeGreaterThan(6);
  for (const kind of kinds) expect(Object.keys(actSentences)).toContain(kind);
  const told: string[] = [];
  for (const kind of Object.keys(actSentences)) told.push(`${kind}\n${slackOf(await post(kind))?.text}`);
  await expect(`${told.join("\n\n")}\n`).toMatchFileSnapshot("__snapshots__/act_post.txt");
});

test("an act that a newer process has done is told plainly", async () => {
  expect(slackOf(await post("payroll_paused"))?.text).toBe("Olivia Reyes: payroll paused (Petra Alvarez).");
});
