import { afterAll, expect, test, vi } from "vitest";
import { until } from "../helpers/until.ts";
import { letThemAct, patienceMs } from "./crowd.ts";
import { layFour } from "./four.ts";

vi.setConfig({ testTimeout: 240_000 });

const { product, players } = await layFour({ speed: 6, emulated: { answerTimeoutMs: patienceMs } });
afterAll(product.close);
await product.start();

/** Between two exchanges people get so much done. */
const much = 10;

test("A09: while people act, each of four processes is exchanged: no answer is late or lost, every message arrives", async () => {
  const crowd = letThemAct(product, players);
  for (const bot of product.bots) {
    const before = crowd.count();
    await until("people at work", () => (crowd.count() >= before + much ? true : undefined), 30_000);
    await bot.kill("SIGTERM");
    await bot.start();
  }
  await crowd.end();
  expect(product.bots.map(({ starts }) => starts)).toEqual([2, 2, 2, 2]);
  expect(product.logLines.filter((line) => line.includes('"event":"stopping"'))).toHaveLength(4);
});
