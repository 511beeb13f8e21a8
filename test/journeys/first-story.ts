import type { FrameLocator, Page } from "playwright-core";
import { demoPassword, petra } from "../../src/demo/people.ts";

/** The scenes that are worth a picture, in the order in which they come, each with the page that shows it. */
export type Scene =
  | "command"
  | "confirm"
  | "reset"
  | "mail"
  | "setup code"
  | "enrolment"
  | "recovery code"
  | "done";
type OnScene = (scene: Scene, page: Page) => Promise<void>;

/**
 * The demo's first story, as its page tells it: by mouse and keyboard, in the workspace, the mailbox and the portal, and with
 * nothing but what these show. `desk` is the demo's page; answers the text of its steps in the end.
 */
export async function playFirstStory(desk: Page, onScene: OnScene = async () => {}): Promise<string> {
  const slack = desk.frameLocator(".workspace");
  await resetInSlack(desk, slack, onScene);
  const portal = await openMailLink(desk, onScene);
  await setUpPhone(desk, portal, onScene);
  await slack.getByRole("link", { name: "Latchkey unread" }).click();
  await slack.getByText("Petra Alvarez is back in.").first().waitFor();
  await onScene("done", desk);
  await desk.locator(".steps .done").nth(5).waitFor();
  return desk.locator(".steps").innerText();
}

async function resetInSlack(desk: Page, slack: FrameLocator, onScene: OnScene): Promise<void> {
  await slack.getByRole("textbox", { name: "Message #general" }).click();
  await desk.keyboard.type(`/payments-reset-mfa ${petra.email}`);
  await onScene("command", desk);
  await desk.keyboard.press("Enter");
  const dialog = slack.getByRole("dialog");
  await dialog.getByRole("heading", { name: "Confirm MFA reset" }).waitFor();
  await dialog.getByRole("combobox", { name: "Why?" }).click();
  await slack.getByRole("option", { name: "Lost or broken phone" }).click();
  await dialog.getByRole("radio", { name: /I called them/ }).check();
  await onScene("confirm", desk);
  await dialog.getByLabel("Your 6-digit code").fill(await codeOnPhone(desk, "Olivia Reyes"));
  await dialog.getByRole("button", { name: "Reset MFA" }).click();
  await dialog.getByRole("heading", { name: "Reset done" }).waitFor();
  await onScene("reset", desk);
  await dialog.getByRole("button", { name: "Close" }).first().click();
}

/** Opens the newest mail with a setup code, and the link in it. */
async function openMailLink(desk: Page, onScene: OnScene): Promise<Page> {
  const mail = await opened(desk, () =>
    desk
      .getByRole("link", { name: /setup code/i })
      .first()
      .click(),
  );
  const code = /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(await mail.locator("pre").innerText())?.[0] ?? "no code";
  const link = mail.frameLocator(".mail").getByRole("link", { name: "Sign in and set up your phone" });
  await link.waitFor();
  await onScene("mail", mail);
  const portal = await opened(mail, () => link.click());
  await portal.getByLabel("Email").fill(petra.email);
  await portal.getByLabel("Password").fill(demoPassword);
  await portal.getByRole("button", { name: "Continue" }).click();
  await portal.getByLabel("Setup code").fill(code);
  await onScene("setup code", portal);
  await portal.getByRole("button", { name: "Continue" }).click();
  return portal;
}

async function setUpPhone(desk: Page, portal: Page, onScene: OnScene): Promise<void> {
  await portal.getByRole("link", { name: "Set up an app" }).click();
  await portal.getByRole("heading", { name: /authenticator app/i }).waitFor();
  await onScene("enrolment", portal);
  await portal.getByLabel("6-digit code").fill(await codeOnPhone(desk, petra.name, "being set up"));
  await portal.getByRole("button", { name: "Continue" }).click();
  await portal.getByLabel("I have securely saved this code").check();
  await onScene("recovery code", portal);
  await portal.getByRole("button", { name: "Continue" }).click();
  await portal.waitForURL("**/account/security");
}

/** The tab that this opens. */
async function opened(page: Page, act: () => Promise<void>): Promise<Page> {
  const [tab] = await Promise.all([page.waitForEvent("popup"), act()]);
  return tab;
}

/** The code under a person's name; one that is about to go is left, as a person would. */
async function codeOnPhone(desk: Page, name: string, state = ""): Promise<string> {
  const card = desk.locator(".pocket .card").filter({ hasText: name }).filter({ hasText: state });
  for (;;) {
    const text = await card.innerText();
    const [, code, left] = /(\d{6})\s+(\d+) s left/.exec(text) ?? [];
    if (code && Number(left) > 5) return code;
    await desk.waitForTimeout(500);
  }
}
