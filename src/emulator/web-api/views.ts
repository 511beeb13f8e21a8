import { z } from "zod";
import { checkView, maxViewBytes, type ViewDescription } from "../block-kit/view.ts";
import { checkTrigger, spendTrigger } from "../state/triggers.ts";
import {
  findView,
  maxStack,
  pushView,
  removeStack,
  replaceView,
  setHome,
  stackOf,
  type View,
  viewObject,
} from "../state/views.ts";
import type { World } from "../state/world.ts";
import { type Answer, fromJson, method, refuse } from "./method.ts";

const withTrigger = z.object({ trigger_id: z.string(), view: z.unknown() });

/** https://docs.slack.dev/reference/methods/views.open */
export const open = method([], withTrigger, (world, args) => openView(world, args, { mustBeInside: false }));

/** https://docs.slack.dev/reference/methods/views.push: only from within an open modal, three at most. */
export const push = method([], withTrigger, (world, args) => openView(world, args, { mustBeInside: true }));

function openView(
  world: World,
  args: z.infer<typeof withTrigger>,
  { mustBeInside }: { mustBeInside: boolean },
): Answer {
  const trigger = checkTrigger(world, args.trigger_id);
  if (typeof trigger === "string") return refuse(trigger);
  const read = readView(world, args.view, "modal");
  if (!read.ok) return read.answer;
  const stack = stackOf(world, trigger.userId);
  const isInside = stack.some((view) => view.id === trigger.viewId);
  if (mustBeInside && !isInside) return refuse("not_found");
  if (isInside && stack.length >= maxStack) return refuse("push_limit_reached");
  spendTrigger(trigger);
  if (!isInside) removeStack(world, trigger.userId);
  return { ok: true, view: viewObject(world, pushView(world, trigger.userId, read.view)) };
}

const updateArgs = z.object({
  view_id: z.string().optional(),
  external_id: z.string().optional(),
  hash: z.string().optional(),
  view: z.unknown(),
});

/** https://docs.slack.dev/reference/methods/views.update */
export const update = method([], updateArgs, (world, args) => {
  if (args.view_id && args.external_id) {
    return refuse("invalid_arguments", ["[ERROR] Cannot provide both `view_id` and `external_id`"]);
  }
  if (!args.view_id && !args.external_id) {
    return refuse("invalid_arguments", ["[ERROR] missing required field: view_id"]);
  }
  const view = findView(world, { viewId: args.view_id, externalId: args.external_id });
  if (!view) return refuse("not_found");
  const read = readView(world, args.view, view.description.type, view);
  if (!read.ok) return read.answer;
  if (args.hash && args.hash !== view.hash) return refuse("hash_conflict");
  replaceView(world, view, read.view);
  return { ok: true, view: viewObject(world, view) };
});

const publishArgs = z.object({ user_id: z.string(), hash: z.string().optional(), view: z.unknown() });

/** https://docs.slack.dev/reference/methods/views.publish: for the Home tab, where the manifest has one. */
export const publish = method([], publishArgs, (world, args) => {
  if (world.declared.hasHomeTab === false) return refuse("not_enabled");
  const person = world.people.get(args.user_id);
  if (!person || person.isBot) return refuse("user_not_found");
  const home = world.homes.get(args.user_id);
  const read = readView(world, args.view, "home", home);
  if (!read.ok) return read.answer;
  if (args.hash && args.hash !== home?.hash) return refuse("hash_conflict");
  return { ok: true, view: viewObject(world, setHome(world, args.user_id, read.view)) };
});

type Read = { ok: true; view: ViewDescription } | { ok: false; answer: Answer };

/** A view as the app sent it: JSON, not too large, within the limits, its external_id not another view's. */
export function readView(world: World, given: unknown, surface: "modal" | "home", replaced?: View): Read {
  const value = fromJson(given);
  if (Buffer.byteLength(JSON.stringify(value) ?? "") > maxViewBytes) {
    return { ok: false, answer: refuse("view_too_large") };
  }
  const checked = checkView(value, surface);
  if (!checked.ok) return { ok: false, answer: refuse("invalid_arguments", checked.messages) };
  const externalId = checked.value.external_id;
  const holder = externalId ? findView(world, { externalId }) : undefined;
  if (holder && holder !== replaced) return { ok: false, answer: refuse("duplicate_external_id") };
  return { ok: true, view: checked.value };
}
