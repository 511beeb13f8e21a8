import { workspaceHandle } from "../person/workspace.ts";
import { getPerson } from "../state/people.ts";
import { isInstalled, type World } from "../state/world.ts";

type Where = { userId: string; channelId: string };
type Setting = { verb: string; label: string; run: () => Promise<void> | void };

/** What the people who run a workspace do to it, for the person, the channel and the app in sight. */
export function settingsOf(world: World, { userId, channelId }: Where): Setting[] {
  const workspace = workspaceHandle(world);
  const { realName, deleted } = getPerson(world, userId);
  const app = world.app.name;
  const { deactivate, reactivate, reinstall, uninstall } = workspace;
  return [
    deleted
      ? { verb: "reactivate", label: `Reactivate ${realName}`, run: () => reactivate(userId) }
      : { verb: "deactivate", label: `Deactivate ${realName}`, run: () => deactivate(userId) },
    ...channelSettings(world, channelId),
    isInstalled(world)
      ? { verb: "uninstall", label: `Uninstall ${app}`, run: uninstall }
      : { verb: "reinstall", label: `Install ${app} again`, run: reinstall },
  ];
}

function channelSettings(world: World, channelId: string): Setting[] {
  const channel = world.channels.get(channelId);
  if (!channel || channel.kind === "im") return [];
  const handle = workspaceHandle(world).channel(channelId);
  const [app, name] = [world.app.name, `#${channel.name}`];
  return [
    channel.isExtShared
      ? { verb: "unshare", label: `Stop sharing ${name}`, run: handle.unshare }
      : { verb: "share", label: `Share ${name} with another company`, run: handle.share },
    channel.isArchived
      ? { verb: "unarchive", label: `Unarchive ${name}`, run: handle.unarchive }
      : { verb: "archive", label: `Archive ${name}`, run: handle.archive },
    channel.members.has(world.app.botUserId)
      ? { verb: "remove-app", label: `Remove ${app} from ${name}`, run: handle.removeApp }
      : { verb: "add-app", label: `Add ${app} to ${name}`, run: handle.addApp },
  ];
}

/** Does what an item of the settings says; one that is not offered any more does nothing. */
export async function change(world: World, where: Where, verb: string): Promise<void> {
  await settingsOf(world, where)
    .find((setting) => setting.verb === verb)
    ?.run();
}
