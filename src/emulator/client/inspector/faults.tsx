/** @jsxImportSource hono/jsx/dom */
import type { LogSeen, Switched } from "../../inspector/seen.ts";
import { FaultForm } from "./fault-form.tsx";
import type { Inspector } from "./inspector.ts";
import { Sentinels } from "./sentinels.tsx";
import { switchedWords } from "./words.ts";

type Told = Omit<LogSeen, "rows">;
type Props = { inspector: Inspector; told: Told };

/** What is switched on now, always in sight, with the one button that ends it all. */
export function SwitchedOn({ inspector, told }: Props) {
  const { faults, hasRateLimits } = told;
  if (faults.length === 0 && !hasRateLimits) return null;
  return (
    <section class="switched-on" aria-label="Switched on">
      <ul>
        {hasRateLimits && (
          <li>
            Slack's rate limits
            <Off
              label="Switch off Slack's rate limits"
              press={() => void inspector.tell({ act: "rate-limits", isOn: false }, "Rate limits are off.")}
            />
          </li>
        )}
        {faults.map((fault, index) => (
          <li key={`${index} ${switchedWords(fault)}`}>
            {switchedWords(fault)}
            <Off label={`Switch off ${switchedWords(fault)}`} press={() => switchOff(inspector, fault)} />
          </li>
        ))}
      </ul>
      <button
        type="button"
        class="button danger"
        onClick={() => void inspector.tell({ act: "end-all" }, "Everything is as it should be again.")}
      >
        End all
      </button>
    </section>
  );
}

function switchOff(inspector: Inspector, { side, on }: Switched): void {
  void inspector.tell({ act: "switch-off", side, on }, "Switched off.");
}

function Off({ label, press }: { label: string; press: () => void }) {
  return (
    <button type="button" class="small-button" aria-label={label} onClick={press}>
      Switch off
    </button>
  );
}

/** Where failures are switched on, and how they come by a word. */
export function FaultSwitches({ inspector, told }: Props) {
  const { hasRateLimits, targets } = told;
  return (
    <details class="faults">
      <summary>Make something fail</summary>
      <div class="fault-forms">
        <FaultForm inspector={inspector} side="calls" targets={targets.calls} />
        <FaultForm inspector={inspector} side="deliveries" targets={targets.deliveries} />
        <fieldset>
          <legend>Rate limits</legend>
          <p class="soft">A message a second to a channel, and each method's tier: more is answered 429.</p>
          <button
            type="button"
            class="button"
            aria-pressed={hasRateLimits ? "true" : "false"}
            onClick={() =>
              void inspector.tell(
                { act: "rate-limits", isOn: !hasRateLimits },
                hasRateLimits ? "Rate limits are off." : "Rate limits are on.",
              )
            }
          >
            Slack's rate limits
          </button>
        </fieldset>
        <Sentinels />
      </div>
    </details>
  );
}
