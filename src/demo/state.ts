import { generateKeyPairSync, randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** What the demo keeps between runs beside its database. */
const State = z.object({
  encryptionKeys: z.string(),
  auditSigningKey: z.string(),
  signingSecret: z.string(),
  botToken: z.string(),
  /** Set once the people are there: a seeding that was interrupted begins anew. */
  companyId: z.string().optional(),
  /** How far the visitor has moved the clock. */
  clockAheadMs: z.number().optional(),
});
export type DemoState = z.infer<typeof State>;

const fileIn = (dataDir: string) => join(dataDir, "demo.json");
export const mailFileIn = (dataDir: string) => join(dataDir, "demo-mail.jsonl");

/** The state of the last run, or new secrets. Secrets are generated, so that no two demos share one. */
export async function loadState(dataDir: string): Promise<DemoState> {
  const text = await readFile(fileIn(dataDir), "utf8").catch(() => undefined);
  if (text !== undefined) return State.parse(JSON.parse(text));
  const { privateKey } = generateKeyPairSync("ed25519");
  const state: DemoState = {
    encryptionKeys: `demo:${randomBytes(32).toString("base64")}`,
    auditSigningKey: privateKey.export({ format: "der", type: "pkcs8" }).toString("base64"),
    signingSecret: randomBytes(16).toString("hex"),
    botToken: `xoxb-${randomBytes(24).toString("hex")}`,
  };
  await saveState(dataDir, state);
  return state;
}

/** By a rename, so that a crash leaves no half file; readable by its owner only. */
export async function saveState(dataDir: string, state: DemoState): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const fresh = `${fileIn(dataDir)}.new`;
  await writeFile(fresh, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  await chmod(fresh, 0o600);
  await rename(fresh, fileIn(dataDir));
}

/** The database is dropped apart, as others may share its server. */
export async function removeState(dataDir: string): Promise<void> {
  await rm(fileIn(dataDir), { force: true });
  await rm(mailFileIn(dataDir), { force: true });
}
