import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { startDemo } from "../../src/demo/demo.ts";
import { launchChromium } from "../helpers/chromium.ts";
import { playFirstStory, type Scene } from "../journeys/first-story.ts";
import { startFilm } from "./film.ts";

/** `npm run pictures`: the README's pictures, taken from the demo while its first story is played. The film takes `ffmpeg`. */
const folder = ".github";

const dataDir = await mkdtemp(join(tmpdir(), "latchkey-pictures-"));
const demo = await startDemo({ dataDir, port: 3400 });
const browser = await launchChromium();
const film = await startFilm();
try {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 860 } })).newPage();
  await page.goto(demo.url);
  await playFirstStory(page, picture);
  await film.write(join(folder, "demo.gif"));
} finally {
  await film.close();
  await browser.close();
  await demo.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function picture(scene: Scene, page: Page): Promise<void> {
  const path = (name: string) => join(folder, `${name}.png`);
  await film.add(await page.screenshot());
  if (scene === "confirm")
    await page
      .frameLocator(".workspace")
      .getByRole("dialog")
      .screenshot({ path: path("reset-modal") });
  if (scene === "enrolment") {
    // As on the phone that is set up, and beside the dialog in the README.
    await page.setViewportSize({ width: 528, height: 775 });
    await page.screenshot({ path: path("enrolment") });
    await page.setViewportSize({ width: 1280, height: 860 });
  }
}
