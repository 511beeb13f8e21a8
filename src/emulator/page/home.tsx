import type { World } from "../state/world.ts";
import { Blocks } from "./blocks.tsx";
import { drawingOf, hiddenFields } from "./drawing.ts";
import { homeChannel, type Offers, type Place } from "./place.ts";

/** The Home tab that the app published for this person, one form. */
export function Home({ world, place, offers }: { world: World; place: Place; offers: Offers }) {
  const view = world.homes.get(place.userId);
  if (!view) return <p class="history empty">The app has not published a Home for you.</p>;
  const surface = { view };
  return (
    <form class="history" method="post" action="/act" aria-label="Home">
      {hiddenFields({ ...place, channelId: homeChannel }, surface).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {view.trouble && (
        <p class="trouble" role="alert">
          {view.trouble}
        </p>
      )}
      <Blocks blocks={view.description.blocks} drawing={drawingOf(world, place, { surface, offers })} />
    </form>
  );
}
