import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Demo, startDemo } from "../../src/demo/demo.ts";
import { newDataDir } from "../cli/data-dir.ts";
import { launchChromium } from "../helpers/chromium.ts";
import { expectAccessible } from "../portal/axe.ts";
import { playFirstStory } from "./first-story.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const { dir: dataDir, remove } = await newDataDir();
let [demo, browser]: [Demo | undefined, Browser | undefined] = [undefined, undefined];

beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo({ dataDir }), launchChromium()]);
});

afterAll(async () => {
  await browser?.close();
  await demo?.stop();
  await remove();
});

test("the demo's first story is played in one browser, from the command to 'Petra is back in', and every step is ticked", async () => {
  const complaints: string[] = [];
  const context = await browser?.newContext({ viewport: { width: 1280, height: 900 } });
  const desk = await context?.newPage();
  if (!desk || !demo) throw new Error("the demo did not start");
  desk.on("pageerror", (error) => complaints.push(error.message));
  await desk.goto(demo.url);
  const steps = await playFirstStory(desk);
  expect(steps.match(/Done:/g)).toHaveLength(6);
  await expectAccessible(desk);
  expect(complaints).toEqual([]);
});
