import { execFile } from "node:child_process";
import { access, constants } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { type Browser, chromium } from "playwright-core";

const names = [
  "chromium",
  "chromium-headless-shell",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
  "microsoft-edge-stable",
];

/** Where they are when they are not on the PATH. */
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

const args = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Its sandbox refuses root, as which containers run.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

/**
 * A headless Chromium: `CHROMIUM_PATH`, else one on the machine, else Playwright's own, installed when it is missing.
 * Fails in one sentence where there is none to be had: a journey is never skipped.
 */
export async function launchChromium(): Promise<Browser> {
  const executablePath = process.env["CHROMIUM_PATH"] || (await findOnMachine());
  if (executablePath) return chromium.launch({ executablePath, args });
  const browser = await launchOfPlaywright();
  if (browser) return browser;
  await installForPlaywright();
  return chromium.launch({ args });
}

async function findOnMachine(): Promise<string | undefined> {
  const onPath = (process.env["PATH"] ?? "").split(delimiter).filter(Boolean);
  const candidates = names.flatMap((name) => onPath.map((folder) => join(folder, name)));
  for (const candidate of [...candidates, ...places]) if (await isExecutable(candidate)) return candidate;
  return undefined;
}

const isExecutable = (path: string) =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

/** From Playwright's cache; undefined when it is not there. */
async function launchOfPlaywright(): Promise<Browser | undefined> {
  try {
    return await chromium.launch({ args });
  } catch (error) {
    if (error instanceof Error && error.message.includes("Executable doesn't exist")) return undefined;
    throw error;
  }
}

async function installForPlaywright(): Promise<void> {
  const cli = join(dirname(createRequire(import.meta.url).resolve("playwright-core/package.json")), "cli.js");
  const installing = promisify(execFile)(process.execPath, [cli, "install", "--only-shell", "chromium"]);
  await installing.catch((cause: unknown) => {
    throw new Error(
      "No Chromium was found and none could be downloaded: install chromium or chromium-headless-shell, or set CHROMIUM_PATH.",
      { cause },
    );
  });
}
