import { actOn, blocksOf, putIn, type Surface } from "../acts/action.ts";
import { closeView } from "../acts/close.ts";
import { runMessageShortcut, runShortcut } from "../acts/shortcut.ts";
import { submitView } from "../acts/submit.ts";
import { suggestGroups } from "../acts/suggest.ts";
import { findElement } from "../block-kit/walk.ts";
import { hasHome, openHome } from "../delivery/events.ts";
import { findMessage } from "../state/messages.ts";
import { lookAt } from "../state/unread.ts";
import { isInstalled, type World } from "../state/world.ts";
import { readerOf, visibleText } from "../text/visible.ts";
import type { Deed, FieldValue } from "./deed.ts";
import { type Offers, offeredIn, rememberOffers } from "./offers.ts";
import { canWrite, findSurface } from "./place.ts";
import { say } from "./say.ts";
import type { Done, OfferedSeen } from "./seen.ts";
import { change } from "./settings.ts";

const doneIn = ({ changes }: World) => ({ ok: true, changes }) as const;
const gone: Done = { ok: false, reason: "gone" };
const forbidden: Done = { ok: false, reason: "forbidden" };

/** Does what a person did in the page; answers once the app has been told, or why it was not. */
export async function doDeed(world: World, offers: Offers, deed: Deed): Promise<Done> {
  const person = world.people.get(deed.as);
  if (!person) return forbidden;
  if (deed.act === "set") {
    await change(world, { userId: person.id, channelId: deed.channelId }, deed.verb);
    return doneIn(world);
  }
  // The settings bring a deactivated person back; else they do nothing.
  if (person.deleted) return forbidden;
  switch (deed.act) {
    case "say":
      if (!canWrite(world, { userId: person.id, channelId: deed.channelId })) return forbidden;
      if (deed.threadTs && !findMessage(world, deed.channelId, deed.threadTs)) return gone;
      await say(world, { userId: person.id, ...deed });
      return doneIn(world);
    case "look":
      lookAt(world, { userId: person.id, channelId: deed.channelId, ts: deed.ts });
      return doneIn(world);
    case "open-app":
      if (deed.tab === "home" && !hasHome(world)) return gone;
      await openHome(world, person.id, deed.tab);
      return doneIn(world);
    case "shortcut":
      if (!isInstalled(world)) return gone;
      await runShortcut(world, person.id, deed.callbackId);
      return doneIn(world);
    case "close":
    case "submit":
      return endView(world, offers, deed);
    case "message-shortcut":
      return shortcutOn(world, deed);
    case "click":
    case "suggest":
      return inElement(world, offers, deed);
  }
}

async function endView(
  world: World,
  offers: Offers,
  deed: Extract<Deed, { act: "close" | "submit" }>,
): Promise<Done> {
  const surface = findSurface(world, deed.as, { viewId: deed.viewId });
  if (!surface || !("view" in surface)) return gone;
  if (deed.act === "close") {
    await closeView(world, surface.view, { all: deed.isAll });
    return doneIn(world);
  }
  putAllIn(offers, { userId: deed.as, surface, fields: deed.fields });
  await submitView(world, surface.view);
  return doneIn(world);
}

async function shortcutOn(world: World, deed: Extract<Deed, { act: "message-shortcut" }>): Promise<Done> {
  const surface = findSurface(world, deed.as, deed);
  if (!surface || !("message" in surface) || surface.message.ephemeralTo !== undefined) return gone;
  await runMessageShortcut(world, {
    userId: deed.as,
    message: surface.message,
    callbackId: deed.callbackId,
  });
  return doneIn(world);
}

async function inElement(
  world: World,
  offers: Offers,
  deed: Extract<Deed, { act: "click" | "suggest" }>,
): Promise<Done> {
  const { as: userId, blockId, actionId } = deed;
  const surface = findSurface(world, userId, deed.at);
  if (!surface || !findElement(blocksOf(surface), blockId, actionId)) return gone;
  putAllIn(offers, { userId, surface, fields: deed.fields });
  const field = { surface, blockId, actionId };
  if (deed.act === "click") {
    await actOn(world, { userId, ...field, raw: deed.raw, offered: offeredIn(offers, field) });
    return doneIn(world);
  }
  const groups = await suggestGroups(world, { userId, ...field, query: deed.query });
  rememberOffers(
    offers,
    field,
    groups.flatMap((group) => group.options),
  );
  const reader = readerOf(world, userId);
  const seen = groups.map(
    ({ label, options }): OfferedSeen => ({
      label: label && visibleText(label, reader),
      options: options.map((option) => ({
        value: option.value,
        text: visibleText(option.text, reader),
        hint: option.description && visibleText(option.description, reader),
      })),
    }),
  );
  return { ...doneIn(world), groups: seen };
}

type Filled = { userId: string; surface: Surface; fields: readonly FieldValue[] };

/** What was typed into the form; a field that the app has taken away since is left out, as in Slack. */
function putAllIn(offers: Offers, { userId, surface, fields }: Filled): void {
  for (const { blockId, actionId, raw } of fields) {
    if (!findElement(blocksOf(surface), blockId, actionId)) continue;
    const field = { surface, blockId, actionId };
    putIn({ userId, ...field, raw, offered: offeredIn(offers, field) });
  }
}
