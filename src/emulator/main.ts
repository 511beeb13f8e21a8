import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { readManifest } from "./manifest.ts";
import { type EmulatorOptions, startEmulator } from "./server.ts";

const help = `A Slack workspace on this machine, for any Bolt app.

  npm run emulator -- --app-url http://localhost:3000/slack/events --signing-secret S --bot-token xoxb-…

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
  const emulator = await startEmulator(await settingsFrom(values));
  process.stdout.write(`Web API: ${emulator.apiUrl}\nWorkspace: ${emulator.url}\n`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void emulator.close().then(() => process.exit(0)));
  }
}

/** The settings, or one list of everything that is wrong with them. */
async function settingsFrom(values: Given): Promise<EmulatorOptions> {
  const { "app-url": appUrl, "signing-secret": signingSecret, "bot-token": botToken, manifest } = values;
  const appToken = values["app-token"];
  const port = Number(values.port);
  const errors = [
    ...((appUrl === undefined && appToken !== undefined) || (appUrl && URL.canParse(appUrl))
      ? []
      : ["--app-url must be a URL such as http://localhost:3000/slack/events"]),
    ...(signingSecret ? [] : ["--signing-secret is missing"]),
    ...(botToken?.startsWith("xoxb-") ? [] : ["--bot-token must begin with xoxb-"]),
    ...(appToken === undefined || appToken.startsWith("xapp-") ? [] : ["--app-token must begin with xapp-"]),
    ...(Number.isInteger(port) && port >= 0 && port <= 65_535
      ? []
      : ["--port must be a number from 0 to 65535"]),
  ];
  const declared = manifest === undefined ? undefined : await readManifestFile(manifest, errors);
  if (errors.length > 0 || !signingSecret || !botToken) {
    throw new Error(
      `The emulator cannot start:\n${errors.map((error) => `  ${error}`).join("\n")}\nSee --help.`,
    );
  }
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
