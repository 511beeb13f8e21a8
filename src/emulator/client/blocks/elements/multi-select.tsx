/** @jsxImportSource hono/jsx/dom */
import type { ElementProps } from "../props.ts";
import type { Choice } from "../surface.ts";
import { heldChoices } from "./choices.ts";
import { Combobox } from "./combobox.tsx";
import { tell } from "./tell.ts";
import { useListing } from "./use-listing.ts";

type Kind =
  | "multi_static_select"
  | "multi_external_select"
  | "multi_users_select"
  | "multi_conversations_select"
  | "multi_channels_select";

/** Several of many, each a chip that can be taken away again. */
export function MultiSelect({ placed, element, surface, naming }: ElementProps<Kind>) {
  const listing = useListing(placed, element, surface);
  const chosen = heldChoices(placed, listing.known, surface);
  const values = chosen.map(({ value }) => value);
  const remove = (value: string) =>
    tell(
      surface,
      placed,
      values.filter((one) => one !== value),
    );
  const pick = ({ value }: Choice) => {
    if (values.includes(value)) remove(value);
    else if (values.length < (element.max_selected_items ?? Number.POSITIVE_INFINITY))
      tell(surface, placed, [...values, value]);
  };
  const last = values.at(-1);
  return (
    <Combobox
      naming={naming}
      element={element}
      placeholder={chosen.length > 0 ? "" : (element.placeholder?.text ?? "Choose options")}
      shown=""
      held={values}
      listing={listing}
      isMulti
      isBusy={surface.isBusy(placed)}
      pick={pick}
      removeLast={last === undefined ? undefined : () => remove(last)}
      before={chosen.map((choice) => (
        <span class="bk-chip" key={choice.value}>
          {choice.text}
          <button type="button" aria-label={`Remove ${choice.text}`} onClick={() => remove(choice.value)}>
            ×
          </button>
        </span>
      ))}
    />
  );
}
