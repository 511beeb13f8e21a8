import type { Page } from "playwright-core";

/** Pastes a manifest into the page that creates apps. */
export async function create(page: Page, manifest: string): Promise<void> {
  await page.getByLabel("App manifest").fill(manifest);
  await page.getByRole("button", { name: "Create" }).click();
}

/** Copies one of the created app's secrets, as a person does. */
export async function copied(page: Page, name: string): Promise<string> {
  await page.getByRole("button", { name: `Copy ${name}`, exact: true }).click();
  await page.getByText(`${name} copied.`).waitFor();
  return String(await page.evaluate("navigator.clipboard.readText()"));
}
