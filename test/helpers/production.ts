import { generateKeyPairSync, randomBytes } from "node:crypto";

/** What a production process is given, all of it, for a database at this address; mail and Slack are asked only when something is sent. */
export function productionEnvironment(database: string): Record<string, string> {
  const signingKey = generateKeyPairSync("ed25519").privateKey.export({ format: "der", type: "pkcs8" });
  return {
    NODE_ENV: "production",
    PORT: "0",
    PUBLIC_URL: "https://latchkey.example.com",
    DATABASE_URL: `postgres://postgres@${database}`,
    DATABASE_APP_URL: `postgres://latchkey_login@${database}`,
    ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    AUDIT_SIGNING_KEY: signingKey.toString("base64"),
    SLACK_SIGNING_SECRET: randomBytes(16).toString("hex"),
    SLACK_BOT_TOKEN: `xoxb-${randomBytes(12).toString("hex")}`,
    SLACK_API_URL: "http://127.0.0.1:9/api/",
    SMTP_URL: "smtp://127.0.0.1:9",
    MAIL_FROM: "latchkey@example.com",
  };
}
