import type { Environment } from "../config/secrets.ts";
import { CommandFailed, WrongUsage } from "./command.ts";
import { commands, findCommand } from "./commands.ts";
import { faultOf } from "./fault-of.ts";
import { type Streams, standardStreams } from "./terminal.ts";

/** What a command leaves: 0 done, 1 failed, 2 not understood. */
type Ended = { code: number; stdout?: string; stderr?: string };

/** Runs the command that `words` name. With `--json` standard output is one document and nothing else. */
export async function run(
  words: string[],
  env: Environment,
  streams: Streams = standardStreams,
): Promise<Ended> {
  const isJson = words.includes("--json");
  const rest = words.filter((word) => word !== "--json");
  if (["help", "--help", "-h"].includes(rest[0] ?? "")) return { code: 0, stdout: help() };
  const found = findCommand(rest);
  if (!found) return { code: 2, stderr: help() };
  const { command, args } = found;
  try {
    const answer = await command.run(args, env, { ...streams, isJson });
    if (!answer) return { code: 0 };
    const { json, text, failure } = answer;
    const stdout = isJson ? JSON.stringify(json, null, 2) : text;
    return failure === undefined ? { code: 0, stdout } : { code: 1, stdout, stderr: failure };
  } catch (error) {
    if (!(error instanceof WrongUsage)) return { code: 1, stderr: oneLine(error) };
    return { code: 2, stderr: `${error.message}\nUsage: ${command.name} ${command.usage}`.trimEnd() };
  }
}

const help = () =>
  [
    "npm run cli -- COMMAND [--json]",
    "",
    ...commands.map(({ name, usage, about }) => `  ${name}${usage && ` ${usage}`}\n      ${about}`),
  ].join("\n");

const oneLine = (error: unknown) => (error instanceof CommandFailed ? error.message : faultOf(error));
