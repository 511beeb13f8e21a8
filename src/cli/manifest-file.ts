import { readFile } from "node:fs/promises";

/** The address that manifest.yml has in the place of the operator's own. */
export const placeholderUrl = "https://latchkey.example.com";

/** `manifest.yml` stands beside `src/` and beside `dist/`. */
export const readManifest = (): Promise<string> =>
  readFile(new URL("../../manifest.yml", import.meta.url), "utf8");

/** The bot's scopes that it declares. */
export function scopesIn(manifest: string): string[] {
  const [, list = ""] = /\n +bot:\n((?: +- [\w:.]+\n)+)/.exec(manifest) ?? [];
  return [...list.matchAll(/- ([\w:.]+)/g)].map(([, scope = ""]) => scope);
}
