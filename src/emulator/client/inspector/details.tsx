/** @jsxImportSource hono/jsx/dom */
import { useEffect, useRef } from "hono/jsx/dom";
import type { EntrySeen } from "../../inspector/seen.ts";
import { Icon } from "../icons.tsx";
import { curlOf } from "./curl.ts";
import type { Inspector } from "./inspector.ts";
import { leave, leaveByEscape } from "./leave.ts";
import { readable } from "./pretty.ts";
import { Guarded } from "./secrets.tsx";
import type { InspectorState } from "./state.ts";
import { directions, faultInRow, lengthOf, timeOf } from "./words.ts";

/** One request and its answer, beside the table; on a phone instead of it. */
export function Details({ inspector, state }: { inspector: Inspector; state: InspectorState }) {
  const { entry, chosenId } = state;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Where the table is covered, its button can hold the focus no more.
    if (document.activeElement === document.body) title.current?.focus();
  }, [chosenId]);
  return (
    <aside
      class="details"
      aria-label="Details"
      onKeyDown={(event: KeyboardEvent) => leaveByEscape(inspector, event)}
    >
      <header>
        <h2 ref={title} tabindex={-1}>
          {entry?.kind ?? "…"}
        </h2>
        <button type="button" class="icon-button" aria-label="Close details" onClick={() => leave(inspector)}>
          <Icon name="close" />
        </button>
      </header>
      {entry && <Entry inspector={inspector} entry={entry} />}
    </aside>
  );
}

function Entry({ inspector, entry }: { inspector: Inspector; entry: EntrySeen }) {
  const fault = faultInRow(entry);
  const took = entry.isOver ? `, ${lengthOf(entry.ms)}` : "";
  return (
    <div class="details-body">
      <p class="soft">{`${directions[entry.from]} at ${timeOf(entry.at)}${took}`}</p>
      {entry.about && <p>{entry.about}</p>}
      {entry.problem && <p class="trouble">{entry.problem}</p>}
      {fault && <p class="fault-note">{fault}</p>}
      {entry.from === "slack" && <Again inspector={inspector} entry={entry} />}
      <h3>Request</h3>
      <p class="url">
        <Guarded text={entry.url} />
      </p>
      <Pairs of="Headers" pairs={Object.entries(entry.headers)} />
      <Body body={entry.body} type={entry.headers["content-type"] ?? ""} />
      <h3>{`Answer ${entry.status ?? ""}`}</h3>
      {entry.answer ? (
        <Body body={entry.answer} type="" />
      ) : (
        <p class="soft">{entry.isOver ? "Nothing in it." : "Not yet."}</p>
      )}
    </div>
  );
}

/** What Slack on a bad day, or somebody on the wire, would do with it. */
function Again({ inspector, entry }: { inspector: Inspector; entry: EntrySeen }) {
  const send = (times: number, delayMs: number, said: string) =>
    void inspector.tell({ act: "send", id: entry.id, times, delayMs }, said);
  const copy = () =>
    void navigator.clipboard.writeText(curlOf(entry)).then(
      () => inspector.say("Copied. It holds the signature: treat it as a secret."),
      () => inspector.say("The browser does not let this page copy."),
    );
  return (
    <div class="again">
      {entry.canSend && (
        <>
          <Press press={() => send(1, 0, "Sent again, newly signed.")}>Send again</Press>
          <Press press={() => send(2, 0, "Sent twice at once.")}>Send twice</Press>
          <Press press={() => send(1, 5000, "It goes in 5 seconds.")}>Send in 5 s</Press>
        </>
      )}
      {entry.canReplay && (
        <>
          <Press press={() => void inspector.tell({ act: "replay", id: entry.id }, "Replayed as it was.")}>
            Replay
          </Press>
          <Press press={copy}>Copy as curl</Press>
        </>
      )}
      <p class="soft">
        Send signs it anew, as Slack does when it tries again.
        {entry.canReplay && " Replay sends the old signature and time, as an attacker would."} The person sees
        nothing of what the app answers.
      </p>
    </div>
  );
}

function Press({ press, children }: { press: () => void; children?: unknown }) {
  return (
    <button type="button" class="button" onClick={press}>
      {children}
    </button>
  );
}

function Pairs({ of, pairs }: { of: string; pairs: readonly (readonly [string, string])[] }) {
  return (
    <>
      <h4>{of}</h4>
      <dl class="pairs">
        {pairs.map(([name, value], index) => (
          <div key={index}>
            <dt>{name}</dt>
            <dd>
              <Guarded text={value} name={name} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Body({ body, type }: { body: string; type: string }) {
  if (body === "") return <p class="soft">No body.</p>;
  const fields = readable(body, type);
  const long = fields.filter(({ name, text }) => name === undefined || text.includes("\n"));
  const short = fields.filter((field) => !long.includes(field));
  return (
    <>
      {short.length > 0 && <Pairs of="Form" pairs={short.map(({ name = "", text }) => [name, text])} />}
      {long.map(({ name, text }, index) => (
        <div key={index}>
          {name && <p class="field-name">{name}</p>}
          <pre>
            <Guarded text={text} />
          </pre>
        </div>
      ))}
      <details>
        <summary>As it went</summary>
        <pre>
          <Guarded text={body} />
        </pre>
      </details>
    </>
  );
}
