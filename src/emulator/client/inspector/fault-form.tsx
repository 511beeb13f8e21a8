/** @jsxImportSource hono/jsx/dom */
import { useState } from "hono/jsx/dom";
import type { Side } from "../../inspector/seen.ts";
import { faultChoices } from "./fault-choices.ts";
import type { Inspector } from "./inspector.ts";

type Props = { inspector: Inspector; side: Side; targets: readonly string[] };

const words = {
  calls: { title: "Calls of the app", on: "Call", every: "Every call", next: "The next call only" },
  deliveries: {
    title: "Deliveries to the app",
    on: "Delivery",
    every: "Every delivery",
    next: "The next delivery only",
  },
} as const;

/** Switches on a fault for one side of the wire. */
export function FaultForm({ inspector, side, targets }: Props) {
  const choices = faultChoices[side];
  const [kind, setKind] = useState(choices[0]?.kind ?? "");
  const choice = choices.find((one) => one.kind === kind);
  const { title, on, every, next } = words[side];
  return (
    <form
      onSubmit={(event: Event) => {
        event.preventDefault();
        if (!choice || !(event.currentTarget instanceof HTMLFormElement)) return;
        const given = new FormData(event.currentTarget);
        const lasting = {
          on: String(given.get("on")),
          lasts: given.get("lasts") === "always" ? ("always" as const) : ("once" as const),
        };
        void inspector.tell(choice.deed(lasting, String(given.get("given") ?? "").trim()), "Switched on.");
      }}
    >
      <fieldset>
        <legend>{title}</legend>
        <label>
          <span>{on}</span>
          <select name="on">
            <option value="*">{every}</option>
            {targets.map((target) => (
              <option key={target} value={target}>
                {target}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>What happens</span>
          <select
            name="kind"
            onChange={({ target }: Event) => target instanceof HTMLSelectElement && setKind(target.value)}
          >
            {choices.map((one) => (
              <option key={one.kind} value={one.kind}>
                {one.text}
              </option>
            ))}
          </select>
        </label>
        {choice?.field && <GivenField key={kind} field={choice.field} />}
        <label>
          <span>For</span>
          <select name="lasts">
            <option value="once">{next}</option>
            <option value="always">Until switched off</option>
          </select>
        </label>
        <button type="submit" class="button primary">
          Switch on
        </button>
      </fieldset>
    </form>
  );
}

type Field = NonNullable<(typeof faultChoices)["calls"][number]["field"]>;

function GivenField({ field }: { field: Field }) {
  const { label, type, initial, min, max } = field;
  return (
    <label>
      <span>{label}</span>
      <input name="given" type={type} value={initial} min={min} max={max} required />
    </label>
  );
}
