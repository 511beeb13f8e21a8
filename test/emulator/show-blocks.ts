import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Page } from "playwright-core";
import type { Surface } from "../../src/emulator/block-kit/blocks.ts";
import { checkBlocks } from "../../src/emulator/block-kit/check.ts";
import { blocksStyle } from "../../src/emulator/page/style/blocks.ts";
import type { Given, Told } from "./gallery/given.ts";

/** The gallery's script, as a browser runs it. */
async function bundleGallery(): Promise<string> {
  const entry = fileURLToPath(new URL("gallery/main.tsx", import.meta.url));
  const built = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "hono/jsx/dom",
  });
  return built.outputFiles[0]?.text ?? "";
}

const bundle = bundleGallery();
const address = "http://gallery.example/";

type Shown = Omit<Given, "blocks"> & { surface?: Surface };

/** Draws blocks that Slack takes, on a page of their own. */
export async function showBlocks(page: Page, blocks: unknown[], { surface = "modal", ...rest }: Shown = {}) {
  const checked = checkBlocks(blocks, surface, []);
  if (!checked.ok) throw new Error(checked.messages.join("\n"));
  const given: Given = { blocks: checked.value, ...rest };
  const script = `window.told = []; window.given = ${JSON.stringify(given)};\n${await bundle}`;
  const html = `<!doctype html><html lang="en"><title>Blocks</title><meta name="viewport" content="width=device-width">
    <style>${blocksStyle}\n${frameStyle}</style>
    <main><h1>Workspace</h1><h2>Blocks</h2><div></div></main><script type="module" src="script.js"></script></html>`;
  await page
    .context()
    .route(`${address}**`, (route) =>
      route.request().url().endsWith("script.js")
        ? route.fulfill({ contentType: "text/javascript", body: script })
        : route.request().url() === address
          ? route.fulfill({ contentType: "text/html; charset=utf-8", body: html })
          : route.fulfill({ contentType: "image/svg+xml", body: picture }),
    );
  await page.goto(address);
  await page.locator(".bk").waitFor();
}

/** What the page around the blocks gives them. */
const frameStyle = `:root { color-scheme: light dark; } body { margin: 16px; font-family: system-ui, sans-serif; background: #fff; }
@media (prefers-color-scheme: dark) { body { background: #1a1d21; } } h1, h2 { position: absolute; clip-path: inset(50%); }`;

const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="360" height="180"><rect width="360" height="180" fill="#6b5b7b"/></svg>`;

/** What the page told its shell so far. */
export const toldBy = (page: Page): Promise<Told[]> => page.evaluate("window.told");
