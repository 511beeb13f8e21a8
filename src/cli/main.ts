import { env } from "node:process";
import { loadEnvFile } from "../config-env-file.ts";
import { CommandFailed, WrongUsage } from "./command.ts";
import { commands, findCommand } from "./commands.ts";

/** Exit codes: 0 done, 1 failed, 2 not understood. With `--json` standard output holds one document and nothing else. */
async function main(words: string[]): Promise<number> {
  const isJson = words.includes("--json");
  const rest = words.filter((word) => word !== "--json");
  if (["help", "--help", "-h"].includes(rest[0] ?? "")) return print(process.stdout, help(), 0);
  const found = findCommand(rest);
  if (!found) return print(process.stderr, help(), 2);
  const { command, args } = found;
  try {
    loadEnvFile();
    const { json, text, failure } = await command.run(args, env);
    print(process.stdout, isJson ? JSON.stringify(json, null, 2) : text, 0);
    return failure ? print(process.stderr, failure, 1) : 0;
  } catch (error) {
    if (!(error instanceof WrongUsage)) return print(process.stderr, oneLine(error), 1);
    return print(process.stderr, `${error.message}\nUsage: ${command.name} ${command.usage}`.trimEnd(), 2);
  }
}

function print(stream: NodeJS.WriteStream, text: string, code: number): number {
  stream.write(`${text}\n`);
  return code;
}

const help = () =>
  [
    "npm run cli -- COMMAND [--json]",
    "",
    ...commands.map(({ name, usage, about }) => `  ${name}${usage && ` ${usage}`}\n      ${about}`),
  ].join("\n");

/** A fault's own cause is what an operator can act on: "connect ECONNREFUSED" rather than the statement that failed. */
function oneLine(error: unknown): string {
  if (error instanceof CommandFailed) return error.message;
  let root = error;
  while (root instanceof Error && root.cause instanceof Error) root = root.cause;
  const [first] = root instanceof AggregateError ? root.errors : [root];
  return first instanceof Error ? (first.message.split("\n")[0] ?? first.name) : "Something went wrong.";
}

process.exitCode = await main(process.argv.slice(2));
