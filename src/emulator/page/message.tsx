import { type Message, slackbot } from "../state/messages.ts";
import { isInstalled, type World } from "../state/world.ts";
import { Blocks } from "./blocks.tsx";
import { canWrite, ReplyForm } from "./composer.tsx";
import { drawingOf, hiddenFields } from "./drawing.ts";
import { Mrkdwn } from "./mrkdwn.tsx";
import type { Offers, Place } from "./place.ts";

type Props = { world: World; place: Place; message: Message; offers: Offers };

/** One message of the history, its elements a form. */
export function MessageView({ world, place, message, offers }: Props) {
  const surface = { message };
  const drawing = drawingOf(world, place, { surface, offers });
  const isPrivate = message.ephemeralTo !== undefined;
  const trouble = message.trouble.get(place.userId);
  const kinds = ["message", ...(isPrivate ? ["private"] : []), ...(message.threadTs ? ["reply"] : [])];
  return (
    <article class={kinds.join(" ")} id={`m${message.ts}`}>
      <Face world={world} userId={message.userId} />
      <div>
        <Byline world={world} place={place} message={message} />
        {isPrivate && <div class="byline">Only visible to you</div>}
        <form method="post" action="/act">
          {hiddenFields(place, surface).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          {message.blocks.length > 0 ? (
            <Blocks blocks={message.blocks} drawing={drawing} />
          ) : (
            <div class="block">
              <Mrkdwn source={message.text} reader={drawing.reader} />
            </div>
          )}
          {message.edited && <div class="byline">(edited)</div>}
          {!isPrivate && <Tools world={world} />}
        </form>
        {!isPrivate && !message.threadTs && canWrite(world, place) && (
          <ReplyForm place={place} ts={message.ts} />
        )}
        {trouble && (
          <p class="error" role="alert">
            {trouble}
          </p>
        )}
      </div>
    </article>
  );
}

function Byline({ world, place, message }: Omit<Props, "offers">) {
  const timeZone = world.people.get(place.userId)?.timeZone ?? "UTC";
  const at = new Date(Number(message.ts) * 1000);
  const time = new Intl.DateTimeFormat("en-US", { timeZone, hour: "numeric", minute: "2-digit" }).format(at);
  return (
    <div class="byline">
      <b>{authorName(world, message.userId)}</b>{" "}
      {(message.userId === world.app.botUserId || message.userId === slackbot) && (
        <span class="tag">APP</span>
      )}{" "}
      <time datetime={at.toISOString()}>{time}</time>
    </div>
  );
}

function Face({ world, userId }: { world: World; userId: string }) {
  const isApp = userId === world.app.botUserId || userId === slackbot;
  return (
    <div class={isApp ? "face app" : "face"} aria-hidden="true">
      {authorName(world, userId).slice(0, 1)}
    </div>
  );
}

/** The shortcuts that the app offers on messages. */
function Tools({ world }: { world: World }) {
  const shortcuts = world.declared.messageShortcuts ?? [];
  if (shortcuts.length === 0 || !isInstalled(world)) return null;
  return (
    <div class="tools">
      {shortcuts.map((shortcut) => (
        <button type="submit" name="do" value={JSON.stringify(["shortcut", shortcut.callbackId])}>
          {shortcut.name}
        </button>
      ))}
    </div>
  );
}

function authorName(world: World, userId: string): string {
  if (userId === slackbot) return "Slackbot";
  return userId === world.app.botUserId ? world.app.name : (world.people.get(userId)?.realName ?? userId);
}
