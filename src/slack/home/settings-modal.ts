import type { InputBlock, ModalView, PlainTextOption } from "@slack/types";
import { z } from "zod";
import {
  breakGlassHours,
  maxApprovals,
  minApprovals,
  type Policy,
  type PolicyAct,
} from "../../domain/policy.ts";
import { actTexts } from "../../domain/request-text.ts";
import { appHint, codeInput, context, plain, section } from "../blocks.ts";
import { checkedOptions, requiredOption, requiredText } from "../submission.ts";
import type { Voice } from "../voice.ts";

/** Block and action share an id, once. The four acts' ids are the policy's own. */
export const settingsIds = {
  callbackId: "policy_settings",
  proceed: "proceed",
  appOnly: "app_only",
  code: "code",
} as const;

const hourMs = 60 * 60_000;
const never = "never";
const appOnly = "app_only";

/** What the form offers is what it takes: a floor holds whatever a view brings (R49). */
const counts = (act: PolicyAct): string[] =>
  Array.from({ length: maxApprovals - minApprovals[act] + 1 }, (_, index) =>
    String(minApprovals[act] + index),
  );

const approvals = (act: PolicyAct) =>
  requiredOption(act, {
    values: counts(act) as [string, ...string[]],
    missing: "Choose how many.",
  }).transform(Number);

/** Hours in the range: a time that another surface stored is offered beside the usual ones. */
const isHours = (value: string) =>
  /^\d{1,2}(\.\d+)?$/.test(value) &&
  Number(value) >= breakGlassHours.min &&
  Number(value) <= breakGlassHours.max;

const proceed = z
  .object(
    {
      [settingsIds.proceed]: z.object(
        {
          selected_option: z.object(
            { value: z.string().refine((value) => value === never || isHours(value), "Choose a time.") },
            "Choose a time.",
          ),
        },
        "Choose a time.",
      ),
    },
    "Choose a time.",
  )
  .transform((actions) => actions[settingsIds.proceed]?.selected_option.value ?? never);

export const Submission = z
  .object({
    grant: approvals("grant"),
    system_administrator: approvals("system_administrator"),
    revoke: approvals("revoke"),
    reset: approvals("reset"),
    [settingsIds.proceed]: proceed,
    [settingsIds.appOnly]: checkedOptions(settingsIds.appOnly),
    [settingsIds.code]: requiredText(settingsIds.code, { missing: "Type your 6-digit code.", max: 40 }),
  })
  .transform(({ proceed: after, app_only: checked, code, ...acts }) => ({
    code,
    policy: {
      approvals: acts,
      breakGlassAfterMs: after === never ? null : Number(after) * hourMs,
      isAppOnlyForAdministrators: checked.includes(appOnly),
    } satisfies Policy,
  }));

export type SettingsForm = {
  binding: string;
  /** What stands in the fields: the settings, or what was chosen before the form was drawn again. */
  policy: Policy;
  deciders: readonly string[];
  voice: Voice;
  notice?: string;
};

/** How many must agree to what, and when a requester may go on alone. */
export function settingsModal({ binding, policy, deciders, voice, notice }: SettingsForm): ModalView {
  return {
    type: "modal",
    callback_id: settingsIds.callbackId,
    private_metadata: binding,
    title: plain("Approval settings"),
    submit: plain("Save"),
    close: plain("Cancel"),
    blocks: [
      ...(notice ? [section(notice)] : []),
      section("How many people must agree before something is done. Whoever asks never counts."),
      countInput("grant", policy),
      countInput("system_administrator", policy),
      countInput("revoke", policy),
      countInput("reset", policy),
      proceedInput(policy.breakGlassAfterMs),
      appOnlyInput(policy.isAppOnlyForAdministrators),
      context(agreementText(deciders, voice)),
      codeInput({
        blockId: settingsIds.code,
        label: "Your 6-digit code",
        hint: appHint,
      }),
    ],
  };
}

/** Said before it is sent: what this form may lead to. */
export const agreementText = (deciders: readonly string[], { said }: Voice) =>
  deciders.length > 0
    ? `What makes approvals easier, or moves them elsewhere, waits until another administrator agrees: ${anyOf(deciders.map(said))}. Anything stricter takes effect at once.`
    : "Nobody else could agree to it now, so what you save takes effect at once, and all administrators are told.";

/** "Marcus or Nora"; many are counted. */
export function anyOf(names: string[]): string {
  const [first = "", second, ...more] = names;
  if (more.length > 0) return `${first}, ${second} or ${more.length} more`;
  return second ? `${first} or ${second}` : first;
}

const hints: Partial<Record<PolicyAct, string>> = {
  system_administrator: "Never without: nobody makes administrators alone.",
  reset: "At least 1 for administrators, and for a reset that a colleague asked for.",
};

function countInput(act: PolicyAct, { approvals: now }: Policy): InputBlock {
  const options = counts(act).map((value): PlainTextOption => ({ text: plain(countText(value)), value }));
  const initial = options.find((one) => one.value === String(now[act]));
  const hint = hints[act];
  return {
    type: "input",
    block_id: act,
    label: plain(actTexts[act]),
    ...(hint ? { hint: plain(hint) } : {}),
    element: {
      type: "static_select",
      action_id: act,
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  };
}

const countText = (value: string) =>
  value === "0" ? "No approval" : `${value} ${value === "1" ? "approval" : "approvals"}`;

const usualHours = [4, 8, 24, 48];

function proceedInput(afterMs: number | null): InputBlock {
  const stored = afterMs === null ? [] : [afterMs / hourMs];
  const hours = [...new Set([...usualHours, ...stored])].sort((a, b) => a - b);
  const options = [...hours.map(String), never].map(
    (value): PlainTextOption => ({ text: plain(value === never ? "Never" : `${value} hours`), value }),
  );
  const initial = options.find((one) => one.value === (afterMs === null ? never : String(afterMs / hourMs)));
  return {
    type: "input",
    block_id: settingsIds.proceed,
    label: plain("Proceed without approval after"),
    hint: plain(
      "Whoever asked and may do it can go on alone when nobody decided so long. All administrators are told.",
    ),
    element: {
      type: "static_select",
      action_id: settingsIds.proceed,
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  };
}

function appOnlyInput(isChecked: boolean): InputBlock {
  const option: PlainTextOption = {
    text: plain("Administrators use an authenticator app, not text messages"),
    value: appOnly,
  };
  return {
    type: "input",
    block_id: settingsIds.appOnly,
    optional: true,
    label: plain("Administrators' codes"),
    element: {
      type: "checkboxes",
      action_id: settingsIds.appOnly,
      options: [option],
      ...(isChecked ? { initial_options: [option] } : {}),
    },
  };
}
