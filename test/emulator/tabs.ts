import type { Browser, Page } from "playwright-core";
import type { Emulator } from "../../src/emulator/server.ts";

const ids = { Olivia: "U0OLIVIA01", Sam: "U0SAM00001" };

/** A tab in which one is somebody, in a window of its own. Faults of the page's script are an error of the test. */
export async function openAs(
  { browser, emulator }: { browser: Browser; emulator: Emulator },
  name: keyof typeof ids,
  channel = "C0GENERAL1",
): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(10_000);
  page.on("pageerror", (error) => {
    throw error;
  });
  await page.goto(`${emulator.url}/?as=${ids[name]}&channel=${channel}`);
  await page.getByRole("textbox", { name: /^Message/ }).waitFor();
  return page;
}

export const dialogOf = (page: Page) => page.getByRole("dialog");
export const composerOf = (page: Page) => page.getByRole("textbox", { name: /^Message/ });

/** By the list of places, which a wide window always shows. */
export const goTo = (page: Page, place: string | RegExp) =>
  page.getByRole("navigation", { name: "Workspace" }).getByRole("link", { name: place }).click();
