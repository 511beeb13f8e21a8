import { createInterface } from "node:readline";
import postgres from "postgres";
import { type EmbeddedOptions, startEmbedded } from "../../src/store/embedded.ts";

/** The process that embedded.test.ts starts: it answers each line of its standard input with a line of JSON. */
type Start = { options: EmbeddedOptions; account?: { uid: number; gid: number } };

const { options, account }: Start = JSON.parse(process.argv[2] ?? "");
if (account) {
  process.setgroups?.([]);
  process.setgid?.(account.gid);
  process.setuid?.(account.uid);
}
const notes: string[] = [];
const embedded = await startEmbedded({ ...options, log: (message) => notes.push(message) });
const sql = postgres({ ...embedded.connection, max: 1, onnotice: () => {} });
answer({ ...embedded, notes });

for await (const line of createInterface(process.stdin)) {
  if (line === "stop") break;
  answer(await sql.unsafe(line));
}
await sql.end();
await embedded.stop();
answer("stopped");

function answer(value: unknown) {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
