import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
const tsx = fileURLToPath(new URL("../../node_modules/tsx/dist/cli.mjs", import.meta.url));

export type Ran = { code: number; stdout: string; stderr: string };

/** Runs the CLI as a process of its own, with this environment and nothing of ours. */
export function runCli(
  args: string[],
  { env, cwd }: { env: Record<string, string>; cwd: string },
): Promise<Ran> {
  const { PATH = "", HOME = "" } = process.env;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [tsx, program, ...args],
      { cwd, env: { PATH, HOME, ...env } },
      (error, stdout, stderr) => {
        const code = error ? Number(error.code ?? -1) : 0;
        resolve({ code, stdout, stderr });
      },
    );
  });
}
