/** @jsxImportSource hono/jsx/dom */
import type { ElementProps } from "../props.ts";
import { heldChoices } from "./choices.ts";
import { Combobox } from "./combobox.tsx";
import { tell } from "./tell.ts";
import { useListing } from "./use-listing.ts";

type Kind = "static_select" | "external_select" | "users_select" | "conversations_select" | "channels_select";

/** One of many, from whichever source. */
export function Select({ placed, element, surface, naming }: ElementProps<Kind>) {
  const listing = useListing(placed, element, surface);
  const [chosen] = heldChoices(placed, listing.known, surface);
  const isOptional = placed.block.type === "input" && placed.block.optional === true;
  return (
    <Combobox
      naming={naming}
      element={element}
      placeholder={element.placeholder?.text ?? "Choose an option"}
      shown={chosen?.text ?? ""}
      held={chosen ? [chosen.value] : []}
      listing={listing}
      isMulti={false}
      isBusy={surface.isBusy(placed)}
      pick={(choice) => tell(surface, placed, [choice.value])}
      after={
        chosen && isOptional ? (
          <button
            type="button"
            class="bk-clear"
            aria-label={`Clear ${chosen.text}`}
            onClick={() => tell(surface, placed, [])}
          >
            ×
          </button>
        ) : null
      }
    />
  );
}
