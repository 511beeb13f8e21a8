import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { readManifest } from "./manifest.ts";
import { type EmulatorOptions, startEmulator } from "./server.ts";
import { randomHex } from "./state/ids.ts";

const help = `A Slack workspace on this machine, for any Bolt app.

  npm run emulator
      with no app yet: create one from a manifest at /apps/new, as at Slack, and copy its secrets from there

  npm run emulator -- --app-url http://localhost:3000/slack/events --signing-secret S --bot-token xoxb-…
      with an app whose secrets you choose

  --app-url         where the app takes requests
  --signing-secret  the app's signing secret: requests are signed with it
  --bot-token       the token that the app calls the Web API with
  --port            of the workspace (3100)
  --manifest        the app's manifest.yml or .json; its commands, scopes and events are then enforced
  --rate-limits     refuses calls too many, as Slack does: a message a second to a channel, and each method's tier
  --app-token       xapp-…; the app may then connect by Socket Mode, and needs no --app-url
  --client-id, --client-secret   the app may then be installed by OAuth, at /oauth/v2/authorize
  --help

Failures by hand: a call that has one of these words in it, in a message's text, in what was typed or in the name of
the person it means, fails by it, each time:
  [slack:429] [slack:500] [slack:slow] [slack:drop] [slack:lost] (the work is done, the answer lost)
and what Slack tells the app comes twice at once, two seconds late, or only after whatever comes next:
  [slack:twice] [slack:late] [slack:last]

The workspace's page links to /inspector: every request and answer, sent again or made to fail at a click.

Give the app this Web API: clientOptions: { slackApiUrl: "http://localhost:3100/api/" }
`;

const options = {
  "app-url": { type: "string" },
  "signing-secret": { type: "string" },
  "bot-token": { type: "string" },
  "app-token": { type: "string" },
  "client-id": { type: "string" },
  "client-secret": { type: "string" },
  manifest: { type: "string" },
  "rate-limits": { type: "boolean", default: false },
  port: { type: "string", default: "3100" },
  help: { type: "boolean", default: false },
} as const;

type Given = ReturnType<typeof parseArgs<{ options: typeof options }>>["values"];

/** Whoever names one of these has an app already. */
const ofAnApp = ["app-url", "signing-secret", "bot-token", "app-token", "manifest"] as const;
const portFault = "--port must be a number from 0 to 65535";

await main().catch((error: unknown) => {
  const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(isTaken ? "This port is taken. Choose another with --port.\n" : `${message}\n`);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const emulator = await startEmulator({ ...(await settingsFrom(values)), canCreateApps: true });
  process.stdout.write(
    `Web API: ${emulator.apiUrl}\nCreate an app: ${emulator.url}/apps/new\nWorkspace: ${emulator.url}\n`,
  );
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void emulator.close().then(() => process.exit(0)));
  }
}

/** The settings, or one list of everything that is wrong with them. */
async function settingsFrom(values: Given): Promise<EmulatorOptions> {
  const isWithApp = ofAnApp.some((name) => values[name] !== undefined);
  return isWithApp ? settingsOfApp(values) : settingsWithoutApp(values);
}

/** Nobody knows these secrets: the app that is created has its own. */
function settingsWithoutApp(values: Given): EmulatorOptions {
  const port = portOf(values);
  if (port === undefined) throw new Error(listed([portFault]));
  const [signingSecret, botToken] = [randomHex(16), `xoxb-${randomHex(12)}`];
  const declared = { commands: [], scopes: [], events: [], hasHomeTab: false };
  return {
    port,
    signingSecret,
    botToken,
    declared,
    isNotInstalled: true,
    hasRateLimits: values["rate-limits"],
  };
}

async function settingsOfApp(values: Given): Promise<EmulatorOptions> {
  const { "app-url": appUrl, "signing-secret": signingSecret, "bot-token": botToken, manifest } = values;
  const appToken = values["app-token"];
  const port = portOf(values);
  const errors = [
    ...((appUrl === undefined && appToken !== undefined) || (appUrl && URL.canParse(appUrl))
      ? []
      : ["--app-url must be a URL such as http://localhost:3000/slack/events"]),
    ...(signingSecret ? [] : ["--signing-secret is missing"]),
    ...(botToken?.startsWith("xoxb-") ? [] : ["--bot-token must begin with xoxb-"]),
    ...(appToken === undefined || appToken.startsWith("xapp-") ? [] : ["--app-token must begin with xapp-"]),
    ...(port === undefined ? [portFault] : []),
  ];
  const declared = manifest === undefined ? undefined : await readManifestFile(manifest, errors);
  if (errors.length > 0 || !signingSecret || !botToken || port === undefined) throw new Error(listed(errors));
  const { "client-id": clientId, "client-secret": clientSecret, "rate-limits": hasRateLimits } = values;
  const oauth = clientId && clientSecret ? { clientId, clientSecret } : undefined;
  return { port, appUrl, signingSecret, botToken, appToken, oauth, declared, hasRateLimits };
}

async function readManifestFile(path: string, errors: string[]) {
  try {
    const source = await readFile(path, "utf8");
    // JSON is YAML. The parser is loaded only here: it is not installed in production.
    const { parse } = await import("yaml");
    return readManifest(parse(source));
  } catch (error) {
    errors.push(
      `--manifest ${path}: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`,
    );
    return undefined;
  }
}

function portOf(values: Given): number | undefined {
  const port = Number(values.port);
  return Number.isInteger(port) && port >= 0 && port <= 65_535 ? port : undefined;
}

function listed(errors: string[]): string {
  return `The emulator cannot start:\n${errors.map((error) => `  ${error}`).join("\n")}\nSee --help.`;
}
