import { drizzle } from "drizzle-orm/postgres-js";
import { createSlackEdge } from "../../src/slack/edge.ts";
import { sign } from "../../src/slack/signature.ts";
import { openClient } from "../../src/store/db.ts";
import type { BenchProduct } from "./product.ts";
import type { Statement } from "./statements.ts";

/** Every statement that the product makes of one signed form, as it went to the database. */
export async function recordStatements(
  { database, deps, environment, signingSecret }: BenchProduct,
  body: string,
): Promise<Statement[]> {
  const statements: Statement[] = [];
  const client = openClient(database.address, {
    ...{ max: 1, connection: { role: "latchkey_app" }, fetch_types: false },
    debug: (_connection, query, parameters) => void statements.push({ query, parameters }),
  });
  const { SLACK_BOT_TOKEN: botToken, SLACK_API_URL: apiUrl } = environment;
  const config = { signingSecret, botToken, apiUrl, publicUrl: "http://localhost", markets: ["US"] };
  const edge = createSlackEdge({ deps: { ...deps, db: drizzle(client) }, config });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": sign({ secret: signingSecret, timestamp, body: Buffer.from(body) }),
  };
  const answer = await edge.routes.request("/slack/events", { method: "POST", headers, body });
  const text = await answer.text();
  await client.end();
  if (!text.includes('"Reset done"')) throw new Error(`the recorded one was answered ${text}`);
  return statements;
}
