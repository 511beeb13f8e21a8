import { z } from "zod";
import { origin } from "../config/values.ts";
import { type Command, CommandFailed } from "./command.ts";
import { placeholderUrl, readManifest } from "./manifest-file.ts";
import { readOptions } from "./options.ts";

export const manifestCommand: Command = {
  name: "manifest",
  usage: "--public-url URL [--socket]",
  about:
    "Print the Slack app's manifest for this address: api.slack.com/apps → Create New App → From a manifest.",
  run: async (args) => {
    const { "public-url": publicUrl, socket } = readOptions(args, Options);
    const isForEmulator = !socket && isOwnMachine(publicUrl);
    if (!socket && !isForEmulator && !publicUrl.startsWith("https:")) throw new CommandFailed(notHttps);
    const made = manifestFor(await readManifest(), { publicUrl, isSocket: socket });
    const manifest = isForEmulator ? `${emulatorOnly}\n${made}` : made;
    return { json: { manifest }, text: manifest.trimEnd() };
  },
};

const Options = z.object({
  "public-url": z.string("is missing.").pipe(origin),
  socket: z.boolean().default(false),
});

const isOwnMachine = (url: string) => /^http:\/\/(localhost|127\.0\.0\.1)(:|$)/.test(url);
const emulatorOnly = "# For the emulator: Slack itself calls https addresses only.";
const notHttps =
  "Slack calls https addresses only. Give the https address of this server, or --socket: then Slack is called, and need not reach it.";

type Wanted = { publicUrl: string; isSocket: boolean };

/** By Socket Mode no address of ours is called; browsers still come back from Slack, to https alone. */
function manifestFor(manifest: string, { publicUrl, isSocket }: Wanted): string {
  const isReturn = publicUrl.startsWith("https:");
  const lines = manifest.split("\n").filter((line) => {
    if (/^# Replace /.test(line)) return false;
    if (isSocket && /^ +(url|request_url|message_menu_options_url): /.test(line)) return false;
    return isReturn || !/redirect_urls|oauth_redirect|# Where Slack sends back/.test(line);
  });
  const text = lines.join("\n").replaceAll(placeholderUrl, publicUrl);
  return isSocket ? text.replace("socket_mode_enabled: false", "socket_mode_enabled: true") : text;
}
