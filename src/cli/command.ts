import type { Environment } from "../config/secrets.ts";
import type { Terminal } from "./terminal.ts";

/** One command of the CLI; a file each. */
export type Command = {
  /** Its words, as typed: `company create`. */
  name: string;
  /** Its options, for the usage line. */
  usage: string;
  /** What it does, in one line. */
  about: string;
  /** Undefined: what there was to print is written already, because it is longer than memory. */
  run: (args: string[], env: Environment, terminal: Terminal) => Promise<Answer | undefined>;
};

/** The one JSON document of `--json`, or text for people. `failure` makes it end with 1 all the same. */
export type Answer = { json: unknown; text: string; failure?: string };

/** An expected no: one line on stderr, exit 1. */
export class CommandFailed extends Error {
  override name = "CommandFailed";
}

/** The command was not understood: one line for each fault, the usage, exit 2. */
export class WrongUsage extends Error {
  override name = "WrongUsage";
}
