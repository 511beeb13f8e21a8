import type { Channel } from "../state/channels.ts";

/** A channel's name with Slack's mark: # for public, a lock for private. */
export function ChannelName({ channel }: { channel: Channel }) {
  return (
    <>
      {channel.kind === "private" ? <Lock /> : "#"} {channel.name}
    </>
  );
}

function Lock() {
  return (
    <svg class="lock" viewBox="0 0 16 18" role="img" aria-label="Private">
      <path d="M3 8V5a5 5 0 0 1 10 0v3h1v9H2V8zm2 0h6V5a3 3 0 0 0-6 0z" />
    </svg>
  );
}
