import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { blocksStyle } from "./style/blocks.ts";

/** What a browser loads beside the page, made once in a process and not before somebody asks. */
export const clientScript = once(() => bundle("main.tsx"));
export const styleSheet = once(async () => [await stylesIn("style/"), blocksStyle].join("\n"));
export const inspectorScript = once(() => bundle("inspector/main.tsx"));
export const inspectorSheet = once(() => stylesIn("../inspector/style/"));
export const appsScript = once(() => bundle("apps/main.ts"));
export const appsSheet = once(() => stylesIn("../create-app/style/"));

function once(make: () => Promise<string>): () => Promise<string> {
  let made: Promise<string> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** A client in one file, in memory: about 0.1 s. */
async function bundle(entry: string): Promise<string> {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`../client/${entry}`, import.meta.url))],
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    target: "es2022",
    // Emoji as they are, not as escapes three times their length.
    charset: "utf8",
    jsx: "automatic",
    jsxImportSource: "hono/jsx/dom",
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}

/** The files of a folder one after the other. */
async function stylesIn(path: string): Promise<string> {
  const folder = new URL(path, import.meta.url);
  const names = (await readdir(folder)).filter((name) => name.endsWith(".css")).toSorted();
  return (await Promise.all(names.map((name) => readFile(new URL(name, folder), "utf8")))).join("\n");
}
