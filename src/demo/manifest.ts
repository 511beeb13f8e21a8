import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { readManifest } from "../emulator/manifest.ts";

/** What the app declares to Slack: its commands are offered in the workspace, its scopes and events are enforced. */
export async function readDeclared() {
  const file = new URL("../../manifest.yml", import.meta.url);
  return readManifest(parse(await readFile(file, "utf8")));
}
