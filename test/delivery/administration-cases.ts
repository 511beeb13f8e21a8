import { appendAudit } from "../../src/store/audit.ts";
import { insertBreakGlass } from "../../src/store/break-glasses.ts";
import { insertCheckpoint } from "../../src/store/checkpoints.ts";
import { updateCompany } from "../../src/store/companies.ts";
import type { Tx } from "../../src/store/db.ts";
import { insertFactor } from "../../src/store/factors.ts";
import { insertGrant } from "../../src/store/grants.ts";
import { markUninstalled, saveInstallation } from "../../src/store/installations.ts";
import { updateUser } from "../../src/store/users.ts";
import { hour, minute } from "../helpers/clock.ts";
import type { Case } from "./message-cases.ts";
import { after, before, channelId, givenChannel, now } from "./request-rows.ts";

const held = (tx: Tx) =>
  appendAudit(tx, {
    kind: "user_held",
    at: now,
    actorId: "olivia",
    subjectId: "petra",
    facts: { until: after(4 * hour).toISOString() },
  });

const signed = (tx: Tx) =>
  insertCheckpoint(tx, {
    id: "checkpoint",
    chain: "acme",
    companyId: "acme000000",
    seq: 1234,
    hash: "5e".repeat(32),
    at: now,
    keyId: "0123456789abcdef",
    signature: "S".repeat(86),
    isTold: true,
  });

const breakGlass = (confirmed: object) => (tx: Tx) =>
  insertBreakGlass(tx, {
    id: "breakglass",
    subjectId: "olivia",
    openedBy: "Jo Park",
    reason: "Lost phone and recovery code",
    openedAt: before(minute),
    expiresAt: after(14 * minute),
    ...confirmed,
  });
const west = { id: "T0WEST", name: "Acme West", tokenBox: null, refreshBox: null, tokenExpiresAt: null };
const confirmed = { confirmedBy: "Lee Wong", confirmedAt: now };

/** What is sent about roles, the approvals channel, and acts without a request. */
export const administrationCases = {
  role_notice: {
    ref: "marcus",
    to: "marcus",
    payload: () => ({ change: "granted" }),
    given: (tx) => insertGrant(tx, { id: "grant2", userId: "marcus", grantedBy: "olivia", grantedAt: now }),
    unless: async () => {},
  },
  lockout_dm: {
    ref: "olivia",
    to: "marcus",
    given: async (tx) => {
      await updateUser(tx, "olivia", { firstEnrolledAt: before(hour) });
    },
    // Back in: a code of hers opens something again.
    unless: (tx) =>
      insertFactor(tx, {
        id: "factor1",
        userId: "olivia",
        kind: "totp",
        state: "active",
        epoch: 0,
        createdAt: now,
      }),
  },
  channel_fault_notice: {
    ref: channelId,
    to: "olivia",
    payload: () => ({ fault: "shared" }),
    given: async (tx) => {
      await givenChannel(tx);
      await updateCompany(tx, { approvalsChannelFault: "shared" });
    },
    unless: givenChannel,
  },
  workspace_installed_notice: {
    ref: "T0WEST",
    to: "olivia",
    payload: () => ({ actorId: "olivia" }),
    given: (tx) => saveInstallation(tx, { ...west, installedAt: now }),
    unless: async (tx) => {
      await saveInstallation(tx, { ...west, installedAt: now });
      await markUninstalled(tx, west.id, now);
    },
  },
  workspace_token_notice: {
    ref: "T0WEST",
    to: "olivia",
    given: async (tx) => {
      await saveInstallation(tx, { ...west, installedAt: now });
      await tx.execute(
        `update workspaces set refresh_failed_at = '${now.toISOString()}' where id = 'T0WEST'`,
      );
    },
    unless: (tx) => saveInstallation(tx, { ...west, installedAt: now }),
  },
  act_post: {
    ref: "1",
    given: async (tx) => {
      await givenChannel(tx);
      await held(tx);
    },
    unless: held,
  },
  checkpoint_mail: { ref: "checkpoint", to: "olivia", given: signed, unless: async () => {} },
  checkpoint_post: {
    ref: "checkpoint",
    given: async (tx) => {
      await givenChannel(tx);
      await signed(tx);
    },
    unless: signed,
  },
  channel_test_post: { ref: channelId, given: givenChannel, unless: async () => {} },
  break_glass_alert_dm: {
    ref: "breakglass",
    to: "olivia",
    payload: () => ({ news: "opened" }),
    given: breakGlass({}),
    unless: breakGlass(confirmed),
  },
  break_glass_alert_mail: {
    ref: "breakglass",
    to: "marcus",
    payload: () => ({ news: "confirmed" }),
    given: breakGlass(confirmed),
    unless: breakGlass({}),
  },
} satisfies Record<string, Case>;
