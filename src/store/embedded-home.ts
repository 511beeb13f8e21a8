import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, mkdir, readdir, readFile, realpath, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

/** The account that the server runs as, where it is not our own: PostgreSQL refuses to run as root. */
export type Account = { uid: number; gid: number };

export type EmbeddedHome = {
  /** Holds the cluster, its log, and where needed a copy of the binaries. */
  dir: string;
  /** PostgreSQL's own data directory. */
  cluster: string;
  account?: Account;
  /** A sentence for the operator when the data is not where it was asked for. */
  note?: string;
};

const run = promisify(execFile);

/**
 * Decides where the cluster lives and who owns it. Not root: in `dataDir`, as ourselves. Root: as the owner of
 * the cluster that is there, else as `postgres` or `nobody`; in `stateDir` when that account cannot reach
 * `dataDir`, as below a home directory of mode 0700.
 */
export async function findHome(options: { dataDir: string; stateDir?: string }): Promise<EmbeddedHome> {
  const isRoot = process.getuid?.() === 0;
  const dir = await ensureDirectory(resolve(options.dataDir), isRoot);
  const here = { dir, cluster: join(dir, "postgres") };
  if (!isRoot) {
    await refuseForeignCluster(here.cluster);
    return here;
  }
  const name = createHash("sha256").update(dir).digest("hex").slice(0, 12);
  const elsewhereDir = join(options.stateDir ?? "/var/lib/latchkey", name);
  const elsewhere = { dir: elsewhereDir, cluster: join(elsewhereDir, "postgres") };
  const note = `The account that PostgreSQL runs as cannot reach ${dir}, so its data is in ${elsewhere.cluster}`;

  const ownerHere = await findOwner(here.cluster);
  if (ownerHere) return { ...here, account: ownerHere };
  const ownerElsewhere = await findOwner(elsewhere.cluster);
  if (ownerElsewhere) return { ...elsewhere, account: ownerElsewhere, note };

  const account = await unprivilegedAccount();
  if (await canEnter(account, dir)) return { ...here, account };
  await ensureDirectory(elsewhereDir, isRoot).catch(() => {});
  if (await canEnter(account, elsewhereDir)) return { ...elsewhere, account, note };
  throw new Error(
    `PostgreSQL does not run as root, and uid ${account.uid} can reach neither ${dir} nor ${elsewhereDir}. ` +
      "Set DATA_DIR to a directory that every account can reach, or DATABASE_URL to a PostgreSQL of your own.",
  );
}

/**
 * Makes the directory and answers its real path. The server's account must pass through one of root's, whatever
 * root's umask is; but one that holds anything yet keeps its mode.
 */
async function ensureDirectory(path: string, isRoot: boolean): Promise<string> {
  await mkdir(path, { recursive: true, mode: isRoot ? 0o755 : 0o700 });
  if (isRoot && (await readdir(path)).length === 0) await chmod(path, (await stat(path)).mode | 0o111);
  return realpath(path);
}

async function refuseForeignCluster(cluster: string): Promise<void> {
  const found = await stat(cluster).catch(() => undefined);
  if (!found || found.uid === process.getuid?.()) return;
  throw new Error(
    `The database in ${cluster} belongs to uid ${found.uid}. Start as that account or as root, or choose another DATA_DIR.`,
  );
}

/** The owner of an existing cluster. One that root owns, say from a backup, is given to an account that can run it. */
async function findOwner(cluster: string): Promise<Account | undefined> {
  const found = await stat(join(cluster, "PG_VERSION")).catch(() => undefined);
  if (!found) return undefined;
  if (found.uid !== 0) return { uid: found.uid, gid: found.gid };
  const account = await unprivilegedAccount();
  await run("chown", ["-R", `${account.uid}:${account.gid}`, cluster]);
  return account;
}

/** Whom a database server runs as where root starts it. */
export async function unprivilegedAccount(): Promise<Account> {
  const lines = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  for (const wanted of ["postgres", "nobody"]) {
    const [, , uid, gid] = lines.find(([name]) => name === wanted) ?? [];
    if (uid && gid && uid !== "0") return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(
    "PostgreSQL does not run as root, and /etc/passwd has neither postgres nor nobody. " +
      "Start as another account, or set DATABASE_URL to a PostgreSQL of your own.",
  );
}

/** Asks the kernel by trying, which also covers access lists and security modules. */
export async function canEnter(account: Account, dir: string): Promise<boolean> {
  const probe = run("/bin/sh", ["-c", 'cd -- "$1"', "sh", dir], { ...account, cwd: "/" });
  return probe.then(
    () => true,
    () => false,
  );
}
