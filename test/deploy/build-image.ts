import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { copyOf, root, stagesOf, stepsOf } from "./dockerfile.ts";

const run = promisify(execFile);
const repository = fileURLToPath(root);
const { PATH = "", HOME = "" } = process.env;

/**
 * Does what the Dockerfile says, each COPY and RUN of each stage, in directories below `dir`, and answers the last
 * stage's. Only `npm ci` is another: it links the packages that package-lock.json names for that very call from this
 * checkout, because a test has no network.
 */
export async function buildImage(dir: string): Promise<string> {
  const bin = await npmWithoutNetwork(dir);
  const made = new Map<string | undefined, string>();
  for (const [index, stage] of stagesOf().entries()) {
    const app = join(dir, `stage-${index}`);
    await mkdir(app);
    made.set(stage.name, app);
    for (const { verb, rest } of stage.steps) {
      if (verb === "COPY") await copy(rest, app, made);
      if (verb === "RUN") await run("sh", ["-ec", rest], { cwd: app, env: { PATH: `${bin}:${PATH}`, HOME } });
    }
    const workdir = stepsOf(stage, "WORKDIR").at(-1);
    if (workdir !== "/app") throw new Error(`the image's directory is ${workdir}`);
  }
  return join(dir, `stage-${made.size - 1}`);
}

async function copy(rest: string, app: string, made: Map<string | undefined, string>): Promise<void> {
  const { from, sources, target } = copyOf(rest);
  for (const source of sources) {
    const origin =
      from === undefined
        ? join(repository, source)
        : resolve(made.get(from) ?? "", source.replace("/app/", ""));
    const isFolder = target.endsWith("/");
    await cp(origin, isFolder ? join(app, target, basename(source)) : join(app, target), { recursive: true });
  }
}

type Lock = { packages: Record<string, { dev?: boolean }> };

/** The packages of each of the two calls are laid out beforehand; the npm of the steps only puts them in place. */
async function npmWithoutNetwork(dir: string): Promise<string> {
  const { packages }: Lock = JSON.parse(await readFile(join(repository, "package-lock.json"), "utf8"));
  const top = Object.entries(packages).filter(([path]) => path.lastIndexOf("node_modules/") === 0);
  await linkPackages(join(dir, "all"), top);
  await linkPackages(
    join(dir, "no-dev"),
    top.filter(([, { dev = false }]) => !dev),
  );
  const { stdout: npm } = await run("sh", ["-c", "command -v npm"]);
  const shim = [
    "#!/bin/sh",
    'case "$*" in',
    `  "ci") mv ${dir}/all node_modules ;;`,
    `  "ci --omit=dev") mv ${dir}/no-dev node_modules ;;`,
    '  "cache clean --force") ;;',
    `  *) exec ${npm.trim()} "$@" ;;`,
    "esac",
    "",
  ];
  const bin = join(dir, "bin");
  await mkdir(bin);
  await writeFile(join(bin, "npm"), shim.join("\n"), { mode: 0o755 });
  return bin;
}

async function linkPackages(target: string, packages: [string, unknown][]): Promise<void> {
  for (const [path] of packages) {
    const origin = join(repository, path);
    // Those of other platforms are in the lock, but not here.
    if (!existsSync(origin)) continue;
    const link = join(target, path.slice("node_modules/".length));
    await mkdir(dirname(link), { recursive: true });
    await symlink(origin, link);
  }
}
