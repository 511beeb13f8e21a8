import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 900 };

/** 1280 px at 400 %, or the smallest phone at none: nothing may need scrolling sideways (WCAG 1.4.10). */
const narrowest = { width: 320, height: 640 };

/**
 * axe-core without a violation, and nothing wider than the screen, on phone and desktop, in light and dark. Where `PICTURES`
 * names a folder, each is kept there as a picture to look at.
 */
export async function expectAccessible(page: Page) {
  await page.setViewportSize(narrowest);
  await expectNoOverflow(page, `${pathOf(page)} ${narrowest.width}`);
  for (const colorScheme of ["light", "dark"] as const) {
    for (const viewport of [phone, desktop]) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      const name = `${pathOf(page)} ${colorScheme} ${viewport.width}`;
      await expectNoOverflow(page, name);
      await keepPicture(page, name);
      await page.evaluate(axe);
      const found = await page.evaluate(
        "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html)))",
      );
      expect([name, found]).toEqual([name, []]);
    }
  }
}

const pathOf = (page: Page) => new URL(page.url()).pathname;

async function expectNoOverflow(page: Page, name: string) {
  const overflow = await page.evaluate(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  );
  expect([name, overflow]).toEqual([name, 0]);
}

let pictures = 0;

async function keepPicture(page: Page, name: string) {
  const folder = process.env["PICTURES"];
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  const title = (await page.title()).split(" · ")[0];
  const number = String(++pictures).padStart(3, "0");
  const file = `${number} ${title} ${name}`.replace(/[^A-Za-z0-9]+/g, "-").slice(0, 100);
  await page.screenshot({ path: join(folder, `${process.pid}-${file}.png`), fullPage: true });
}
