import { z } from "zod";
import {
  accountSid,
  countries,
  httpUrl,
  keyRing,
  mailAddress,
  origin,
  port,
  secret,
  signingKey,
  textSender,
  urlWithSecret,
} from "./values.ts";

/** The environment before it is parsed. */
export type Values = { [Name in keyof z.input<typeof Variables>]?: string };

const postgresUrl = urlWithSecret(["postgres:", "postgresql:"]).optional();

/** DESIGN 5, variable by variable. */
export const Variables = z.object({
  NODE_ENV: z.string().optional(),
  DATABASE_URL: postgresUrl,
  DATABASE_APP_URL: postgresUrl,
  DATA_DIR: z.string().optional(),
  HOST: z.string().default("127.0.0.1"),
  PORT: port.default(3000),
  METRICS_PORT: port.optional(),
  PUBLIC_URL: origin.optional(),
  ENCRYPTION_KEYS: keyRing.optional(),
  AUDIT_SIGNING_KEY: signingKey.optional(),
  SLACK_SIGNING_SECRET: secret(16).optional(),
  SLACK_BOT_TOKEN: secret(9, "xoxb-").optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: secret(16).optional(),
  SLACK_STATE_SECRET: secret(16).optional(),
  SLACK_APP_TOKEN: secret(9, "xapp-").optional(),
  SLACK_API_URL: httpUrl.default("https://slack.com/api/"),
  SMTP_URL: urlWithSecret(["smtp:", "smtps:"]).optional(),
  MAIL_FROM: mailAddress.optional(),
  TWILIO_ACCOUNT_SID: accountSid.optional(),
  TWILIO_AUTH_TOKEN: secret(16).optional(),
  TWILIO_FROM: textSender.optional(),
  TWILIO_API_URL: httpUrl.optional(),
  PAYMENTS_MARKETS: countries.default(["US"]),
  SMS_COUNTRIES: countries.default(["US"]),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"], {
      error: "must be debug, info, warn or error.",
    })
    .default("info"),
});
