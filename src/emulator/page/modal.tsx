import type { Surface } from "../acts/action.ts";
import type { Confirm } from "../block-kit/texts.ts";
import type { View } from "../state/views.ts";
import type { World } from "../state/world.ts";
import { readerOf } from "../text/visible.ts";
import { Blocks } from "./blocks.tsx";
import { drawingOf, hiddenFields } from "./drawing.ts";
import { Text } from "./mrkdwn.tsx";
import { addressOf, type Offers, type Place, surfaceKey } from "./place.ts";

const order = (...parts: string[]) => JSON.stringify(parts);

/** The open view as one form: whichever button is pressed, what was typed goes with it. */
export function ModalView({
  world,
  place,
  view,
  offers,
}: {
  world: World;
  place: Place;
  view: View;
  offers: Offers;
}) {
  const surface = { view };
  const { title, submit, close, blocks } = view.description;
  return (
    <div class="veil">
      <form
        class="modal"
        method="post"
        action="/act"
        role="dialog"
        aria-modal="true"
        aria-labelledby="modal-title"
        novalidate
      >
        {hiddenFields(place, surface).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {submit && (
          <button
            class="skip"
            type="submit"
            name="do"
            value={order("submit")}
            tabindex={-1}
            aria-label={submit.text}
          />
        )}
        <header>
          <h2 id="modal-title">{title?.text}</h2>
          <button type="submit" name="do" value={order("close", "all")} aria-label="Close everything">
            ×
          </button>
        </header>
        {view.trouble && (
          <p class="trouble" role="alert">
            {view.trouble}
          </p>
        )}
        <div class="blocks">
          <Blocks blocks={blocks} drawing={drawingOf(world, place, { surface, offers })} />
        </div>
        <footer>
          <button type="submit" name="do" value={order("close")}>
            {close?.text ?? "Cancel"}
          </button>
          {submit && (
            <button type="submit" class="primary" name="do" value={order("submit")}>
              {submit.text}
            </button>
          )}
        </footer>
      </form>
    </div>
  );
}

type ConfirmProps = { world: World; place: Place; surface: Surface; dialog: Confirm; act: string };

/** What a button asks before it acts. */
export function ConfirmView({ world, place, surface, dialog, act }: ConfirmProps) {
  const reader = readerOf(world, place.userId);
  return (
    <div class="veil">
      <form
        class="modal"
        method="post"
        action="/act"
        role="alertdialog"
        aria-modal="true"
        aria-labelledby="confirm-title"
      >
        {hiddenFields(place, surface).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="keep" value={JSON.stringify(surfaceKey(surface))} />
        <header>
          <h2 id="confirm-title">{dialog.title.text}</h2>
        </header>
        <div class="blocks">
          <div class="block">
            <Text text={dialog.text} reader={reader} />
          </div>
        </div>
        <footer>
          <a class="button" href={addressOf(place)}>
            {dialog.deny.text}
          </a>
          <button type="submit" class={dialog.style ?? "primary"} name="do" value={act}>
            {dialog.confirm.text}
          </button>
        </footer>
      </form>
    </div>
  );
}
