import { setTimeout as delay } from "node:timers/promises";
import { boxPlace } from "../crypto/box-place.ts";
import { open } from "../crypto/secret-box.ts";
import type { Deps } from "../deps.ts";
import { refreshAheadMs } from "../domain/installation.ts";
import { findWorkspace } from "../store/companies.ts";
import { inTenant } from "../store/db.ts";
import { type Refresh, type RefreshDeps, refreshBotToken } from "./refresh-bot-token.ts";

type Wanted = {
  companyId: string;
  workspaceId: string;
  /** The environment's, for workspaces without one of their own. */
  environmentToken: string | undefined;
};

type Found = { token: string | undefined; isInstalled: boolean; expiresAt: Date | null };

/** Another process is fetching the next one: it is there in a moment, or after a call's time. */
const waitMs = 100;
const maxWaits = 40;

/**
 * The token by which the bot speaks in a workspace: its own, else the environment's. None where the app was uninstalled:
 * the environment's serves others too, and there it must not be tried any more. One that ends soon is exchanged first; one that has
 * ended is waited for, where somebody else exchanges it.
 */
export async function findBotToken(
  deps: RefreshDeps,
  { refresh, ...wanted }: Wanted & { refresh?: Refresh | undefined },
): Promise<string | undefined> {
  const found = await findToken(deps, wanted);
  if (!found?.isInstalled) return undefined;
  if (!refresh || !endsWithin(found, deps.now(), refreshAheadMs)) return found.token;
  if ((await refreshBotToken(deps, { ...wanted, refresh })) === "failed") return found.token;
  return findFresh(deps, wanted);
}

/** As it is now, whoever fetched it. Slack says what it thinks of one that has ended all the same. */
async function findFresh(deps: RefreshDeps, wanted: Wanted): Promise<string | undefined> {
  for (let waits = 0; ; waits++) {
    const found = await findToken(deps, wanted);
    if (!found?.isInstalled) return undefined;
    if (!endsWithin(found, deps.now(), 0) || waits >= maxWaits) return found.token;
    await delay(waitMs);
  }
}

const endsWithin = ({ expiresAt }: Found, now: Date, ms: number) =>
  expiresAt !== null && expiresAt.getTime() - now.getTime() <= ms;

/** The token that would be in force again, for `auth.test` alone; none while the app is installed. */
export async function findUninstalledToken(
  deps: Pick<Deps, "db" | "keys">,
  wanted: Wanted,
): Promise<string | undefined> {
  const found = await findToken(deps, wanted);
  return found?.isInstalled ? undefined : found?.token;
}

async function findToken(
  deps: Pick<Deps, "db" | "keys">,
  { companyId, workspaceId, environmentToken }: Wanted,
): Promise<Found | undefined> {
  const workspace = await inTenant(deps.db, companyId, (tx) => findWorkspace(tx, workspaceId));
  if (!workspace) return undefined;
  const place = boxPlace("workspaces.token_box", workspaceId);
  const token = workspace.tokenBox ? open(deps.keys, place, workspace.tokenBox) : environmentToken;
  return { token, isInstalled: workspace.uninstalledAt === null, expiresAt: workspace.tokenExpiresAt };
}
