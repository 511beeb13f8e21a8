/** @jsxImportSource hono/jsx/dom */
import type { CallSentinel, DeliverySentinel } from "../../state/sentinels.ts";

const ofCalls: Record<CallSentinel, string> = {
  "429": "the call is answered 429, retry after 1 s",
  "500": "the call is answered 500",
  slow: "the call is answered late",
  drop: "the connection is dropped before the work is done",
  lost: "the connection is dropped after the work was done",
};

const ofDeliveries: Record<DeliverySentinel, string> = {
  twice: "the app is told twice at once",
  late: "the app is told 2 seconds late",
  last: "the app is told after whatever comes next",
};

/** Failures without a switch, that anybody can bring about again. */
export function Sentinels() {
  return (
    <fieldset class="sentinels">
      <legend>By a word</legend>
      <p class="soft">
        Write the word into a command, a field, a message, or a person's name: whatever carries it fails, each
        time.
      </p>
      <dl>
        {Object.entries({ ...ofCalls, ...ofDeliveries }).map(([word, effect]) => (
          <div key={word}>
            <dt>
              <code>{`[slack:${word}]`}</code>
            </dt>
            <dd>{effect}</dd>
          </div>
        ))}
      </dl>
    </fieldset>
  );
}
