import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chown, mkdtemp, open, readFile, readlink, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { findBinaries, serverEnvironment } from "./embedded-binaries.ts";
import { ensureCluster } from "./embedded-cluster.ts";
import { canEnter, type EmbeddedHome } from "./embedded-home.ts";

export type Server = { pid: number; socketDir: string; port: number };
export type LaunchOptions = { settings: Record<string, string>; packageDir?: string };
