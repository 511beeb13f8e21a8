import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { blocksStyle } from "./style/blocks.ts";

/** What a browser loads beside the page, made once in a process and not before somebody asks. */
export const clientScript = once(bundle);
export const styleSheet = once(readStyles);

function once(make: () => Promise<string>): () => Promise<string> {
  let made: Promise<string> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The client in one file, in memory: about 0.1 s. */
async function bundle(): Promise<string> {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("../client/main.tsx", import.meta.url))],
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

/** The files of `style/` one after the other. */
async function readStyles(): Promise<string> {
  const folder = new URL("style/", import.meta.url);
  const names = (await readdir(folder)).filter((name) => name.endsWith(".css")).toSorted();
  const files = await Promise.all(names.map((name) => readFile(new URL(name, folder), "utf8")));
  return [...files, blocksStyle].join("\n");
}
