import { App, HTTPReceiver, LogLevel } from "@slack/bolt";

/**
 * The plain Bolt app that ours is measured beside: the stock receiver, one command, and all it does is ack. Told the signing
 * secret, it answers with its port.
 */
process.once("message", (signingSecret: string) => void serve(signingSecret));

async function serve(signingSecret: string): Promise<void> {
  const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR });
  const authorize = async () => ({ botToken: "xoxb-bench", botId: "B0BENCH001", botUserId: "U0BENCH001" });
  const app = new App({ receiver, authorize, logLevel: LogLevel.ERROR });
  app.command("/payments-reset-mfa", async ({ ack }) => ack());
  const server = await app.start(0);
  const address = "address" in server ? server.address() : null;
  process.send?.({ port: typeof address === "object" ? address?.port : undefined });
}

process.on("disconnect", () => process.exit(0));
