import type { Values } from "./variables.ts";

type Name = keyof Values;
/** A variable that must be set, and why: the rest of a sentence that begins with its name. */
type Missing = { name: Name; why: string };

export const isProduction = (values: Values) => values.NODE_ENV === "production";

/** What is not set and must be: everywhere, in production, or because its other half is. */
export function missing(values: Values, program: "app" | "cli"): Missing[] {
  const production = isProduction(values) ? inProduction(values, program) : [];
  const halves = program === "app" ? [...slackHalves(values), ...otherHalves(values)] : [];
  const all = [...production, ...encryption(values), ...halves];
  return all.filter(({ name }, index) => all.findIndex((other) => other.name === name) === index);
}

export const initHint = "is missing: `npm run cli -- init` writes one to .env.";

const encryption = (values: Values): Missing[] =>
  values.ENCRYPTION_KEYS ? [] : [{ name: "ENCRYPTION_KEYS", why: initHint }];

const database: Missing[] = [
  { name: "DATABASE_URL", why: "is missing: the PostgreSQL URL of the owner's login." },
  { name: "DATABASE_APP_URL", why: "is missing: the PostgreSQL URL of the app's own login." },
  { name: "PUBLIC_URL", why: "is missing: the https address under which people reach this server." },
];
const services: Missing[] = [
  { name: "AUDIT_SIGNING_KEY", why: initHint },
  { name: "SMTP_URL", why: "is missing: invitations and setup codes go out by mail." },
  { name: "MAIL_FROM", why: "is missing: the address that mail comes from." },
];
const signingSecret: Missing = {
  name: "SLACK_SIGNING_SECRET",
  why: "is missing: Slack shows it on the app's Basic Information page. Socket Mode needs SLACK_APP_TOKEN instead.",
};

function inProduction(values: Values, program: "app" | "cli"): Missing[] {
  // By Socket Mode Slack does not come to us, and nothing is signed.
  const slack = values.SLACK_APP_TOKEN ? [] : [signingSecret];
  const wanted = program === "app" ? [...database, ...services, ...slack] : database;
  const problems = wanted.filter(({ name }) => !values[name]);
  if (values.PUBLIC_URL?.startsWith("http:")) {
    problems.push({ name: "PUBLIC_URL", why: "must begin with https:// in production." });
  }
  if (program === "app" && !hasSlackToken(values)) problems.push(slackToken);
  return problems;
}

const oauthNames: Name[] = ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_STATE_SECRET"];
const slackToken: Missing = {
  name: "SLACK_BOT_TOKEN",
  why: `is missing: set it for one workspace, or ${oauthNames.join(", ")} for many.`,
};

const hasSlackToken = (values: Values) =>
  Boolean(values.SLACK_BOT_TOKEN) || oauthNames.some((name) => values[name]);

function slackHalves(values: Values): Missing[] {
  const problems = together(values, oauthNames);
  const isReached = values.SLACK_SIGNING_SECRET || values.SLACK_APP_TOKEN;
  if (hasSlackToken(values) && !isReached) {
    problems.push({
      name: "SLACK_SIGNING_SECRET",
      why: "is missing beside the Slack token: it, or SLACK_APP_TOKEN.",
    });
  }
  if (isReached && !hasSlackToken(values)) problems.push(slackToken);
  return problems;
}

const otherHalves = (values: Values): Missing[] => [
  ...together(values, ["SMTP_URL", "MAIL_FROM"]),
  ...together(values, ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM"]),
];

/** Half a set is a mistake, not a choice. */
function together(values: Values, names: Name[]): Missing[] {
  const given = names.filter((name) => values[name]);
  if (given.length === 0) return [];
  return names
    .filter((name) => !values[name])
    .map((name) => ({ name, why: `is missing: it belongs to ${given.join(" and ")}.` }));
}
