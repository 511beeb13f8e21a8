import type { KeyObject } from "node:crypto";
import type { z } from "zod";
import { initHint, isProduction, missing } from "./config/required.ts";
import { type Environment, resolveSecrets } from "./config/secrets.ts";
import { type Values, Variables } from "./config/variables.ts";
import type { KeyRing } from "./crypto/secret-box.ts";

export type Config = {
  isProduction: boolean;
  database: DatabaseConfig;
  host: string;
  port: number;
  /** Where metrics are served, and nothing else; undefined: nowhere. */
  metricsPort: number | undefined;
  /** Undefined: `http://localhost` with the port that is really taken. */
  publicUrl: string | undefined;
  keys: KeyRing;
  auditSigningKey: KeyObject | undefined;
  slack: SlackConfig | undefined;
  mail: { smtpUrl: string; mailFrom: string } | undefined;
  sms: SmsConfig | undefined;
  /** The countries (ISO 3166) that text messages may go to. */
  smsCountries: string[];
  paymentsMarkets: string[];
  logLevel: string;
};

export type DatabaseConfig = {
  /** The owner's login; undefined: embedded in `dataDir`. */
  url: string | undefined;
  /** The app's own login. */
  appUrl: string | undefined;
  dataDir: string;
  /** The embedded database's name; the demo has one of its own. */
  name: string;
};

export type SlackConfig = {
  /** Undefined: Slack comes by Socket Mode only. */
  signingSecret: string | undefined;
  /** For Socket Mode. */
  appToken: string | undefined;
  /** For workspaces without a token of their own. */
  botToken: string | undefined;
  /** For installing in many workspaces. */
  oauth: { clientId: string; clientSecret: string; stateSecret: string } | undefined;
  apiUrl: string;
};

type SmsConfig = { accountSid: string; authToken: string; from: string; apiUrl: string | undefined };

export type ConfigResult = { ok: true; config: Config } | { ok: false; problems: string[] };

/**
 * Reads the environment of DESIGN 5. Answers all problems at once, a sentence each that begins with the variable's
 * name and never holds its value (R65). The `cli` needs less: it speaks neither to Slack nor to a mail server.
 */
export function readConfig(env: Environment, program: "app" | "cli" = "app"): ConfigResult {
  const { values, parsed, problems } = parse(env);
  const isNamed = (name: string) => problems.some((problem) => problem.startsWith(name));
  for (const { name, why } of missing(values, program)) if (!isNamed(name)) problems.push(`${name} ${why}`);
  const keys = parsed?.ENCRYPTION_KEYS;
  if (!parsed || !keys || problems.length > 0) return { ok: false, problems };
  return { ok: true, config: toConfig(parsed, keys) };
}

/** What `migrate` needs: where the database is, and nothing else. */
export function readDatabaseConfig(
  env: Environment,
): { ok: true; database: DatabaseConfig } | { ok: false; problems: string[] } {
  const { values, problems } = parse(env);
  const own = problems.filter((problem) => /^(DATABASE|DATA_DIR)/.test(problem));
  if (isProduction(values) && !values.DATABASE_URL && own.length === 0) own.push("DATABASE_URL is missing.");
  return own.length > 0 ? { ok: false, problems: own } : { ok: true, database: databaseOf(values) };
}

/** What `audit public-key` needs: the signing key, and nothing else. */
export function readSigningKey(
  env: Environment,
): { ok: true; key: KeyObject } | { ok: false; problems: string[] } {
  const { values, problems } = parse(env);
  const own = problems.filter((problem) => problem.startsWith("AUDIT_SIGNING_KEY"));
  const key = Variables.shape.AUDIT_SIGNING_KEY.safeParse(values.AUDIT_SIGNING_KEY).data;
  if (own.length === 0 && !key) own.push(`AUDIT_SIGNING_KEY ${initHint}`);
  return key && own.length === 0 ? { ok: true, key } : { ok: false, problems: own };
}

function parse(env: Environment) {
  const { values, problems } = resolveSecrets(env);
  const { data, error } = Variables.safeParse(values);
  const issues = (error?.issues ?? []).map(({ path, message }) => `${path.join(".")} ${message}`);
  const known: Values = values;
  return { values: known, parsed: data, problems: [...problems, ...issues] };
}

function toConfig(values: z.output<typeof Variables>, keys: KeyRing): Config {
  const { SMTP_URL: smtpUrl, MAIL_FROM: mailFrom } = values;
  const production = values.NODE_ENV === "production";
  return {
    isProduction: production,
    database: databaseOf(values),
    host: values.HOST,
    port: values.PORT,
    metricsPort: values.METRICS_PORT,
    publicUrl: values.PUBLIC_URL,
    keys,
    auditSigningKey: values.AUDIT_SIGNING_KEY,
    slack: slackOf(values),
    mail: smtpUrl && mailFrom ? { smtpUrl, mailFrom } : undefined,
    sms: smsOf(values),
    smsCountries: values.SMS_COUNTRIES,
    paymentsMarkets: values.PAYMENTS_MARKETS,
    // Debug lines are for a developer's own machine.
    logLevel: production && ["trace", "debug"].includes(values.LOG_LEVEL) ? "info" : values.LOG_LEVEL,
  };
}

function slackOf(values: z.output<typeof Variables>): SlackConfig | undefined {
  const { SLACK_SIGNING_SECRET: signingSecret, SLACK_APP_TOKEN: appToken } = values;
  if (!signingSecret && !appToken) return undefined;
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret } = values;
  const { SLACK_STATE_SECRET: stateSecret, SLACK_BOT_TOKEN: botToken, SLACK_API_URL: apiUrl } = values;
  const oauth = clientId && clientSecret && stateSecret ? { clientId, clientSecret, stateSecret } : undefined;
  return { signingSecret, appToken, botToken, oauth, apiUrl };
}

function smsOf(values: z.output<typeof Variables>): SmsConfig | undefined {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_FROM: from } = values;
  return accountSid && authToken && from
    ? { accountSid, authToken, from, apiUrl: values.TWILIO_API_URL }
    : undefined;
}

function databaseOf(
  values: { [K in "DATABASE_URL" | "DATABASE_APP_URL" | "DATA_DIR"]?: string | undefined },
) {
  const { DATABASE_URL: url, DATABASE_APP_URL: appUrl, DATA_DIR: dataDir = ".data" } = values;
  return { url, appUrl, dataDir, name: "latchkey" };
}
