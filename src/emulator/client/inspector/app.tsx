/** @jsxImportSource hono/jsx/dom */
import { useLayoutEffect, useState } from "hono/jsx/dom";
import { addressOf, placeOf } from "../address.ts";
import { Details } from "./details.tsx";
import { FaultSwitches, SwitchedOn } from "./faults.tsx";
import type { Inspector } from "./inspector.ts";
import type { InspectorState } from "./state.ts";
import { RequestTable } from "./table.tsx";
import { Toolbar } from "./toolbar.tsx";

/** The whole page. */
export function App({ inspector }: { inspector: Inspector }) {
  const state = useInspector(inspector);
  const { told, chosenId, notice, isConnected } = state;
  return (
    <div class={`inspector${chosenId ? " with-details" : ""}`}>
      <header class="inspector-header">
        <a href={addressOf(placeOf(location.search))}>← Workspace</a>
        <h1>Inspector</h1>
        <p class="soft">Only this machine can open this page. Tokens and signatures are shortened.</p>
      </header>
      <main>
        {told && <SwitchedOn inspector={inspector} told={told} />}
        {told && <FaultSwitches inspector={inspector} told={told} />}
        <Toolbar inspector={inspector} state={state} />
        <div class="panes">
          <RequestTable inspector={inspector} state={state} />
          {chosenId && <Details key={chosenId} inspector={inspector} state={state} />}
        </div>
      </main>
      <div class="notices" role="status">
        {!isConnected && <p class="notice">Connecting… what you see may be old.</p>}
        {notice && (
          <p class="notice">
            <span>{notice}</span>
            <button type="button" class="button" onClick={() => inspector.say(undefined)}>
              OK
            </button>
          </p>
        )}
      </div>
    </div>
  );
}

function useInspector({ store }: Inspector): InspectorState {
  const [state, setState] = useState(store.get());
  useLayoutEffect(() => store.subscribe(() => setState(store.get())), []);
  return state;
}
