import type { Page } from "playwright-core";
import { expect } from "vitest";

/** What a person does on a page of the portal, with whatever they have. */
export type Hands = {
  type: (label: string, value: string) => Promise<void>;
  /** Types into the last field of a form, and sends it. */
  submit: (label: string, value: string) => Promise<void>;
  /** A button, or a link. */
  press: (name: string) => Promise<void>;
  tick: (label: string) => Promise<void>;
  choose: (label: string, option: string) => Promise<void>;
};

export const byMouse = (page: Page): Hands => {
  const main = page.getByRole("main");
  const press = (name: string) => buttonOrLink(page, name).click();
  const type = (label: string, value: string) => main.getByLabel(label).fill(value);
  return {
    ...{ press, type },
    submit: async (label, value) => {
      await type(label, value);
      await main.locator("form button").first().click();
    },
    tick: async (label) => {
      await main.getByLabel(label).check();
      await press("Continue");
    },
    choose: async (label, option) => void (await main.getByLabel(label).selectOption({ label: option })),
  };
};

/** Tab until the thing is focused, then type or press; whatever the keyboard cannot reach is never reached. */
export const byKeyboard = (page: Page): Hands => {
  const reach = async (what: ReturnType<Page["locator"]>) => {
    for (let tabs = 0; tabs < 30; tabs++) {
      if (await what.evaluate((element) => element.matches(":focus"))) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`the keyboard does not reach ${what}`);
  };
  const main = page.getByRole("main");
  const press = async (name: string) => {
    await reach(buttonOrLink(page, name));
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
  };
  const type = async (label: string, value: string) => {
    await reach(main.getByLabel(label));
    await page.keyboard.type(value);
  };
  return {
    ...{ press, type },
    submit: async (label, value) => {
      await type(label, value);
      await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
    },
    tick: async (label) => {
      await reach(main.getByLabel(label));
      await page.keyboard.press("Space");
      await press("Continue");
    },
    choose: async (label, option) => {
      const select = main.getByLabel(label);
      await reach(select);
      // A list takes the first letters of what is meant.
      await page.keyboard.type(option.slice(0, 3));
      expect(await select.locator("option:checked").innerText()).toBe(option);
    },
  };
};

const buttonOrLink = (page: Page, name: string) => {
  const main = page.getByRole("main");
  const named = { name, exact: true };
  return main.getByRole("button", named).or(main.getByRole("link", named));
};
