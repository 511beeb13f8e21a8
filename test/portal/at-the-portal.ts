import type { Browser, BrowserContextOptions } from "playwright-core";
import { expect } from "vitest";
import type { Deps } from "../../src/deps.ts";
import { expectAccessible } from "./axe.ts";
import { servePortal } from "./serve.ts";

/** Somebody at the portal in real Chromium: types by label, presses by name, and `look` runs axe on what is shown. */
export async function atThePortal(browser: Browser, deps: Deps, options: BrowserContextOptions = {}) {
  const portal = await servePortal(deps);
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const type = async (fields: Record<string, string>) => {
    for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value);
  };
  const press = (name: string) => page.getByRole("main").getByRole("button", { name, exact: true }).click();
  const open = (path: string) => page.goto(portal.url + path);
  return {
    ...{ page, context, url: portal.url, open, type, press },
    /** The page with this heading, on phone and desktop, in light and dark. */
    look: async (title: string) => {
      expect(await page.locator("h1").innerText()).toBe(title);
      await expectAccessible(page);
    },
    close: () => context.close().then(portal.close),
  };
}
