import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import oauth, { type Installation, type InstallationStore, type StateStore } from "@slack/oauth";
import type { Deps } from "../../deps.ts";
import type { InstallRefusal } from "../../domain/installation.ts";
import type { Result } from "../../domain/result.ts";
import type { Session } from "../../flows/find-session.ts";
import { installWorkspace } from "../../flows/install-workspace.ts";
import { spendInstallState } from "../../flows/spend-install-state.ts";
import { boltLogger } from "../bolt-logger.ts";
import { isSlackFailure } from "../client.ts";
import { installationOf, NoInstallationError } from "./installation.ts";
import { botScopes } from "./scopes.ts";
import { readState, signState } from "./state.ts";

export type OAuthConfig = { clientId: string; clientSecret: string; stateSecret: string };

type Options = {
  deps: Deps;
  oauth: OAuthConfig;
  apiUrl: string;
  publicUrl: string;
  /** What the library counts a token's life from. */
  wallClock: () => number;
  /** A workspace that was found without a token must be looked up again. */
  forgetWorkspaces: () => void;
};

/** How it ended, for the page that says so. */
type Outcome =
  | { kind: "installed"; name: string; workspaceId: string; isAgain: boolean }
  | { kind: "denied" }
  | { kind: "stale" }
  | { kind: "slack_failed" }
  | { kind: "refused"; refusal: InstallRefusal };

/** Somebody in a browser waits for two calls: together they stay within the portal's patience. */
const callTimeoutMs = 3000;

/**
 * "Add to Slack" by `@slack/oauth`, for a person who is signed in at the portal: the state is ours, bound to that session, and
 * the store is Postgres. The library's own cookie would bind it to the browser only, so it is left off.
 */
export function createInstaller(options: Options) {
  const { oauth: config, apiUrl, publicUrl } = options;
  const authorizationUrl = new URL("/oauth/v2/authorize", apiUrl).href;
  const redirectUri = `${publicUrl}/slack/oauth_redirect`;
  const installUrl = { scopes: [...botScopes], redirectUri };
  return {
    /** Where the browser goes, beside Slack's own pages: a form may lead there. */
    origin: new URL(authorizationUrl).origin,
    authorizeUrl: (session: Session, state: string): Promise<string> =>
      providerFor(options, { authorizationUrl }).generateInstallUrl(
        installUrl,
        true,
        signState(config.stateSecret, session.id, state),
      ),
    /** `query` as the browser brought it back. A fault of ours throws. */
    complete: async (session: Session, query: string): Promise<Outcome> => {
      let stored: Awaited<ReturnType<typeof installWorkspace>> | undefined;
      const stateStore = stateStoreOf(options, session, installUrl);
      const installationStore = storeWith(async (installation) => {
        const clocks = { now: options.deps.now(), wallMs: options.wallClock() };
        stored = await installWorkspace(options.deps, session, installationOf(installation, clocks));
      });
      const failure = await callBack(
        providerFor(options, { authorizationUrl, stateStore, installationStore }),
        query,
      );
      if (failure) return outcomeOf(failure);
      if (!stored) throw new Error("Slack's installation was not kept");
      if (stored.ok) options.forgetWorkspaces();
      return keptOutcome(stored);
    },
  };
}

type Parts = { authorizationUrl: string; stateStore?: StateStore; installationStore?: InstallationStore };

/** One for each request, as its stores belong to one session. `headers` are never set: they would be shared (SLACK 2.1). */
function providerFor({ deps, oauth: config, apiUrl }: Options, parts: Parts) {
  const logger = { ...boltLogger(deps.log), warn: () => undefined };
  return new oauth.InstallProvider({
    clientId: config.clientId,
    clientSecret: config.clientSecret,
    stateSecret: config.stateSecret,
    legacyStateVerification: true,
    logger,
    clientOptions: {
      slackApiUrl: apiUrl,
      timeout: callTimeoutMs,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    },
    ...parts,
  });
}

/** Only the state of this session passes, once (ours knows when it was made, so the library's clock is not asked). */
const stateStoreOf = (
  { deps, oauth: config }: Options,
  session: Session,
  installOptions: { scopes: string[]; redirectUri: string },
): StateStore => ({
  generateStateParam: async () => {
    throw new Error("states are made by the flow");
  },
  verifyStateParam: async (_now, signed) => {
    const state = readState(config.stateSecret, session.id, signed);
    if (state === undefined || !(await spendInstallState(deps, session, state)))
      throw new oauth.InvalidStateError("not a state of this session");
    return installOptions;
  },
});

/** Tokens are found by `find-bot-token.ts`, never through the library: it would refresh them without a lock (SLACK 2.12). */
const storeWith = (store: (installation: Installation) => Promise<void>): InstallationStore => ({
  storeInstallation: (installation) => store(installation),
  fetchInstallation: async () => {
    throw new Error("tokens are not looked up here");
  },
});

/** The library speaks Node's own requests and responses; of these it reads the query, and what it writes is not used. */
async function callBack(
  provider: InstanceType<typeof oauth.InstallProvider>,
  query: string,
): Promise<Error | undefined> {
  const request = new IncomingMessage(new Socket());
  request.url = `/slack/oauth_redirect${query}`;
  request.headers.host = "localhost";
  let failure: Error | undefined;
  await provider.handleCallback(request, new ServerResponse(request), {
    success: () => undefined,
    failure: (error) => {
      failure = error;
    },
  });
  return failure;
}

function outcomeOf(failure: Error): Outcome {
  if (failure instanceof oauth.AuthorizationError) return { kind: "denied" };
  const isStale =
    failure instanceof oauth.InvalidStateError ||
    failure instanceof oauth.MissingStateError ||
    failure instanceof oauth.MissingCodeError;
  if (isStale) return { kind: "stale" };
  if (isSlackFailure(failure) || failure instanceof NoInstallationError) return { kind: "slack_failed" };
  throw failure;
}

const keptOutcome = (
  stored: Result<{ workspaceId: string; name: string; isAgain: boolean }, InstallRefusal>,
): Outcome =>
  stored.ok ? { kind: "installed", ...stored.value } : { kind: "refused", refusal: stored.refusal };
