import type { ViewDescription } from "../block-kit/view.ts";
import { newId, randomHex, secondsOf } from "./ids.ts";
import { touch } from "./listeners.ts";
import { initialValues, keptValues, type Values } from "./values.ts";
import type { World } from "./world.ts";

/** A modal and two more on top of it. */
export const maxStack = 3;

export type View = {
  id: string;
  userId: string;
  description: ViewDescription;
  hash: string;
  rootId: string;
  previousId: string | undefined;
  typed: Values;
  /** Field errors by block_id, until the next submission. */
  errors: Record<string, string>;
  /** What Slack says when the app did not answer well. */
  trouble: string | undefined;
};

export function stackOf(world: World, userId: string): View[] {
  return world.stacks.get(userId) ?? [];
}

export const topView = (world: World, userId: string): View | undefined => stackOf(world, userId).at(-1);

/** Puts a view on top of what the person has open. */
export function pushView(world: World, userId: string, description: ViewDescription): View {
  const stack = stackOf(world, userId);
  const view = newView(world, userId, description);
  const below = stack.at(-1);
  if (below) {
    view.rootId = below.rootId;
    view.previousId = below.id;
  }
  world.stacks.set(userId, [...stack, view]);
  touch(world);
  return view;
}

export function setHome(world: World, userId: string, description: ViewDescription): View {
  const before = world.homes.get(userId);
  const home = before ?? newView(world, userId, description);
  if (before) replaceView(world, before, description);
  world.homes.set(userId, home);
  touch(world);
  return home;
}

/** Another content for the same view: what was typed stays where the ids stay. */
export function replaceView(world: World, view: View, description: ViewDescription): void {
  view.typed = keptValues(view.typed, description.blocks);
  view.description = description;
  view.hash = newHash(world);
  view.errors = {};
  view.trouble = undefined;
  touch(world);
}

/** Takes one view away, and all above it. */
export function removeView(world: World, view: View): void {
  const stack = stackOf(world, view.userId);
  const at = stack.indexOf(view);
  if (at >= 0) world.stacks.set(view.userId, stack.slice(0, at));
  touch(world);
}

/** Takes away everything that the person has open. */
export function removeStack(world: World, userId: string): void {
  world.stacks.delete(userId);
  touch(world);
}

export function findView(
  world: World,
  wanted: { viewId?: string | undefined; externalId?: string | undefined },
) {
  const open = [...[...world.stacks.values()].flat(), ...world.homes.values()];
  return open.find((view) =>
    wanted.viewId ? view.id === wanted.viewId : view.description.external_id === wanted.externalId,
  );
}

function newView(world: World, userId: string, description: ViewDescription): View {
  const id = newId(world, "V");
  return {
    id,
    userId,
    description,
    hash: newHash(world),
    rootId: id,
    previousId: undefined,
    typed: initialValues(description.blocks),
    errors: {},
    trouble: undefined,
  };
}

const newHash = (world: World) => `${secondsOf(world.now())}.${randomHex(4)}`;

/** The view object of payloads and answers. https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export function viewObject(world: World, view: View) {
  const { description } = view;
  return {
    id: view.id,
    team_id: world.team.id,
    type: description.type,
    blocks: description.blocks,
    private_metadata: description.private_metadata ?? "",
    callback_id: description.callback_id ?? "",
    state: { values: view.typed },
    hash: view.hash,
    title: description.title ?? { type: "plain_text", text: "View Title", emoji: true },
    clear_on_close: description.clear_on_close ?? false,
    notify_on_close: description.notify_on_close ?? false,
    close: description.close ?? null,
    submit: description.submit ?? null,
    previous_view_id: view.previousId ?? null,
    root_view_id: view.rootId,
    app_id: world.app.id,
    external_id: description.external_id ?? "",
    app_installed_team_id: world.enterprise?.isInstall ? world.enterprise.id : world.team.id,
    bot_id: world.app.botId,
  };
}
