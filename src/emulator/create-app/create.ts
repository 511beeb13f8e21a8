import { readManifest } from "../manifest.ts";
import { disableSockets } from "../socket-mode/frames.ts";
import { randomHex } from "../state/ids.ts";
import { touch } from "../state/listeners.ts";
import { issueToken, noRotation } from "../state/tokens.ts";
import { isInstalled, type World } from "../state/world.ts";
import type { Manifest } from "./shape.ts";

/** Twelve hours. https://docs.slack.dev/authentication/using-token-rotation */
const rotatingLifeSeconds = 43_200;

/** Makes this the workspace's one app, in the place of any before it, with secrets of its own. It is not installed yet. */
export function createApp(world: World, manifest: Manifest): void {
  const { name } = manifest.display_information;
  disableSockets(world);
  world.declared = readManifest(manifest);
  world.app.id = `A0${randomHex(5).toUpperCase()}`;
  world.app.name = manifest.features?.bot_user?.display_name ?? name;
  const { connection } = world;
  connection.signingSecret = randomHex(16);
  connection.oauth = { clientId: `${digits(12)}.${digits(13)}`, clientSecret: randomHex(16) };
  connection.appUrl = requestUrlOf(manifest);
  connection.appToken = manifest.settings?.socket_mode_enabled
    ? `xapp-1-${world.app.id}-${digits(13)}-${randomHex(32)}`
    : undefined;
  connection.botToken = newBotToken();
  connection.tokenLifeSeconds = world.declared.rotatesTokens ? rotatingLifeSeconds : undefined;
  connection.revoked = "account_inactive";
  world.rotation = noRotation();
  world.homes.clear();
  touch(world);
}

/** *Install to Workspace*, and again *Reinstall*: from then on the app has a token, and people see what it offers. */
export function installApp(world: World): void {
  world.connection.revoked = undefined;
  issueToken(world);
  touch(world);
}

/** The token is Slack's to give, once there is an installation. */
export const botTokenOf = (world: World): string | undefined =>
  isInstalled(world) ? world.connection.botToken : undefined;

/** By HTTP everything goes to one address here: that of clicks, else of events, else of the first command. */
function requestUrlOf({ features, settings }: Manifest): string | undefined {
  if (settings?.socket_mode_enabled) return undefined;
  const { interactivity, event_subscriptions: subscriptions } = settings ?? {};
  return interactivity?.request_url ?? subscriptions?.request_url ?? features?.slash_commands?.[0]?.url;
}

const newBotToken = () => `xoxb-${digits(12)}-${digits(13)}-${randomHex(12)}`;

const digits = (length: number) =>
  String(BigInt(`0x${randomHex(length)}`))
    .padStart(length, "7")
    .slice(-length)
    .replace(/^0/, "1");
