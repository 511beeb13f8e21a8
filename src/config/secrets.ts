import { readFileSync } from "node:fs";

/** Whatever looks like an environment; `.env` has been loaded into it. */
export type Environment = Record<string, string | undefined>;

/** What may also stand in a file named by `NAME_FILE`, and may never be empty: a secret, or a URL that carries one. */
const secretNames = [
  "DATABASE_URL",
  "DATABASE_APP_URL",
  "ENCRYPTION_KEYS",
  "AUDIT_SIGNING_KEY",
  "SLACK_SIGNING_SECRET",
  "SLACK_BOT_TOKEN",
  "SLACK_CLIENT_SECRET",
  "SLACK_STATE_SECRET",
  "SLACK_APP_TOKEN",
  "SMTP_URL",
  "TWILIO_AUTH_TOKEN",
] as const;

/**
 * The environment with every `NAME_FILE` read into `NAME`. An empty secret is a problem, as somebody meant to set
 * it (R65); any other empty variable counts as unset, as compose files leave them.
 */
export function resolveSecrets(env: Environment): { values: Record<string, string>; problems: string[] } {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) if (value?.trim()) values[name] = value.trim();

  const problems: string[] = [];
  for (const name of secretNames) {
    const file = env[`${name}_FILE`];
    if (file === undefined) {
      if (env[name] !== undefined && !values[name]) problems.push(`${name} is empty.`);
      continue;
    }
    if (env[name] !== undefined) {
      problems.push(`${name} and ${name}_FILE are both set: keep one.`);
      continue;
    }
    const read = readSecret(file);
    if (typeof read === "string") values[name] = read;
    else problems.push(`${name}_FILE ${read.problem}`);
  }
  return { values, problems };
}

/** Editors and `echo` end a file with a newline, which is no part of the secret. */
function readSecret(file: string): string | { problem: string } {
  if (!file.trim()) return { problem: "is empty." };
  try {
    return readFileSync(file, "utf8").trim() || { problem: "names an empty file." };
  } catch {
    return { problem: "names a file that cannot be read." };
  }
}

/** Published examples that are long enough to pass for a secret. */
const published = new Set([
  // Slack's documentation of request signing.
  "8f742231b10e8888abcd99yyyzzz85a5",
  // Bolt's documentation of OAuth.
  "my-state-secret",
  // RFC 8410, the example private key.
  "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC",
]);

/**
 * Whether this is what a template says where a secret should be put. Only words of seven letters or more are looked
 * for anywhere, so that no random secret is refused by chance.
 */
export const isTemplate = (value: string) =>
  /change[-_ ]?me|replace[-_ ]?me|placeholder|example|x{6}|^<.*>$|\.{3}$|…/i.test(value) ||
  /^(xox[a-z]-|xapp-)?(your|my|some|the)[-_ ]/i.test(value) ||
  /(^|[-_ ])x{3,}($|[-_ ])/i.test(value);

/** The same of a secret that must be random: neither published, nor a bare word, nor one key held down. */
export const isPlaceholder = (value: string) =>
  isTemplate(value) ||
  published.has(value) ||
  /^(secret|password|todo|none|null|undefined)$/i.test(value) ||
  new Set(value.replace(/^(xox[a-z]|xapp)-/, "")).size < 5;
