import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** The demo's database in the embedded server that both use. */
export const demoDatabaseName = "latchkey_demo";

const Demo = z.object({ encryptionKeys: z.string(), auditSigningKey: z.string() });

/** What the demo left in this data directory: its keys, for reading what it sealed. The product never loads `demo/`. */
export async function findDemo(dataDir: string): Promise<z.infer<typeof Demo> | undefined> {
  const text = await readFile(join(dataDir, "demo.json"), "utf8").catch(() => undefined);
  return text === undefined ? undefined : Demo.parse(JSON.parse(text));
}
