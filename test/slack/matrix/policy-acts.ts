import { openPolicyForm } from "../../../src/flows/edit-policy.ts";
import { channelIds, noChannelIds } from "../../../src/slack/home/channel-modal.ts";
import { homeIds } from "../../../src/slack/home/ids.ts";
import { settingsIds } from "../../../src/slack/home/settings-modal.ts";
import { writeBinding } from "../../../src/slack/submission.ts";
import { must } from "../../helpers/people.ts";
import type { Values } from "../helpers/payloads.ts";
import { settingsValues } from "../helpers/policy-forms.ts";
import type { Hands } from "./attempt.ts";
import { type ActSpec, type By, through } from "./run.ts";
import { approvalsChannel, type World } from "./world.ts";

type Setting = {
  button: string;
  callbackId: string;
  values: Values;
  changes: NonNullable<ActSpec["changes"]>;
};

/** A form about the settings, from Home. */
function setting(
  { deps, people, owner, companyId }: World,
  { button, callbackId, values, changes }: Setting,
): ActSpec {
  const home = { type: "home", id: "V0HOME0001", callback_id: "" };
  const typed = (me: Hands) => ({ ...values, [settingsIds.code]: me.code() });
  /** The challenge is bound to what the form showed: it is opened while the person still could. */
  async function openedBefore(me: Hands) {
    const before = await owner`select role from users where id = ${me.by.userId}`;
    const linked = await owner`select 1 from links where user_id = ${me.by.userId} and state = 'active'`;
    if (linked.length === 0 || me.by === people.Pat) return undefined;
    await owner`update users set role = 'system_administrator' where id = ${me.by.userId}`;
    const { challengeId } = must(await openPolicyForm(deps, me.by.actor));
    await owner`update users set role = ${before[0]?.["role"]} where id = ${me.by.userId}`;
    return writeBinding({ companyId, challengeId });
  }
  return {
    door: async (me) =>
      through(await me.press(button, { view: home }), callbackId, (view) => me.submit(view, typed(me))),
    forced: async (me) => {
      const private_metadata = (await openedBefore(me)) ?? (await me.bind("policy"));
      return me.submit({ callback_id: callbackId, private_metadata }, typed(me));
    },
    changes,
  };
}

export function policies(world: World) {
  const { owner, companyId } = world;
  const settings = (values: Values, changes: ActSpec["changes"] = {}) =>
    setting(world, {
      button: homeIds.settings,
      callbackId: settingsIds.callbackId,
      values: settingsValues(values),
      changes,
    });
  const chooses = (conversation: string, changes: ActSpec["changes"] = {}) =>
    setting(world, {
      button: homeIds.channel,
      callbackId: channelIds.callbackId,
      values: { [channelIds.channel]: { conversation } },
      changes,
    });
  /** Of the company, whose id stands for it. */
  const request = (me: By, state: "pending" | "executed") =>
    `+ request: policy company by ${me.by.firstName}, ${state}`;
  const waits = { ask: (me: By) => [request(me, "pending")] };
  return {
    "make the policy stricter": settings(
      { reset: { option: "1" } },
      {
        now: (me) => [
          "- approvals: 1 grant, 1 role, 0 removal, 0 reset; wait 86400000, false",
          "+ approvals: 1 grant, 1 role, 0 removal, 1 reset; wait 86400000, false",
          request(me, "executed"),
        ],
      },
    ),
    "make the policy weaker": settings({ grant: { option: "0" } }, waits),
    "shorten the wait": settings({ [settingsIds.proceed]: { option: "4" } }, waits),
    "choose the first channel": {
      ...chooses(approvalsChannel, {
        now: (me) => ["- channel: none", `+ channel: ${approvalsChannel}`, request(me, "executed")],
      }),
      arrange: () => owner`update companies set approvals_channel_id = null, approvals_workspace_id = null,
        approvals_channel_name = null where id = ${companyId}`,
    },
    "choose another channel": chooses("C0ANOTHER1", waits),
    "go without a channel": setting(world, {
      button: homeIds.noChannel,
      callbackId: noChannelIds.callbackId,
      values: {},
      changes: waits,
    }),
  } satisfies Record<string, ActSpec>;
}
