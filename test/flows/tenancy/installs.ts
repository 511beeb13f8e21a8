import { beginSlackInstall } from "../../../src/flows/begin-slack-install.ts";
import { installWorkspace } from "../../../src/flows/install-workspace.ts";
import { refreshBotToken } from "../../../src/flows/refresh-bot-token.ts";
import { refreshOnTime } from "../../../src/flows/refresh-on-time.ts";
import { sealToken } from "../../../src/flows/seal-token.ts";
import { spendInstallState } from "../../../src/flows/spend-install-state.ts";
import { tellSystemAdministrators } from "../../../src/flows/tell-system-administrators.ts";
import { timeRefresh } from "../../../src/flows/time-refresh.ts";
import { type At, type Entry, given, none, quiet, step } from "./case.ts";

const foreign = ({ companyId, b }: At) => ({ companyId, workspaceId: b.olivia.actor.workspaceId });
const refresh = async () => ({ ok: false as const, code: "invalid_refresh_token" });
const rotation = { refreshToken: "xoxe-1-eve", expiresAt: new Date("2027-01-01T00:00:00Z") };

/** Installing in a workspace, and its tokens. */
export const installs: Entry[] = [
  given(beginSlackInstall, ({ deps, session, b }) =>
    beginSlackInstall(deps, session, b.form("slack_install")),
  ),
  given(spendInstallState, ({ deps, session, b }) => spendInstallState(deps, session, b.moved.state)),
  given(installWorkspace, (at) =>
    installWorkspace(at.deps, at.session, {
      ...{ workspaceId: foreign(at).workspaceId, name: "Eve's", slackUserId: "U0EVE00001" },
      ...{ token: "xoxb-eve", rotation },
    }),
  ),
  quiet(refreshBotToken, (at) => refreshBotToken(at.deps, { ...foreign(at), refresh })),
  quiet(refreshOnTime, (at) => refreshOnTime(at.deps, { ...foreign(at), refresh })),
  step(timeRefresh, (tx, at) => timeRefresh(tx, at.deps, { ...foreign(at), rotation })),
  step(tellSystemAdministrators, (tx, at) =>
    tellSystemAdministrators(tx, at.deps, { kind: "workspace_token_notice", refId: foreign(at).workspaceId }),
  ),
  ...none("computes from what it is given, and touches no database", [sealToken]),
];
