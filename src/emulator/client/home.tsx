/** @jsxImportSource hono/jsx/dom */
import { Blocks } from "./blocks/blocks.tsx";
import { formIn } from "./forms.ts";
import type { Parts } from "./parts.ts";
import { PlaceHeader } from "./place-header.tsx";
import { surfaceOf } from "./surface.ts";

/** The Home tab that the app published for this person. */
export function Home({ openNav, ...parts }: Parts & { openNav: () => void }) {
  const { workspace, seen } = parts;
  return (
    <main class="conversation">
      <PlaceHeader workspace={workspace} seen={seen} channel={undefined} openNav={openNav} />
      <section class="app-home" aria-label="Home" tabindex={0}>
        <div class="app-home-list">
          <HomeView {...parts} />
        </div>
      </section>
    </main>
  );
}

function HomeView({ workspace, state, seen, around }: Parts) {
  const { home, me } = seen;
  if (me.isDeleted) return <p class="empty">{`The account of ${me.name} is deactivated.`}</p>;
  if (!home) {
    return (
      <p class="empty" role="status">
        {state.isOpeningApp ? "Opening Home…" : "The app has not published a Home for you."}
      </p>
    );
  }
  const form = formIn(state.forms, home.id);
  const target = { scope: home.id, at: { viewId: home.id }, blocks: home.blocks, held: home.held };
  const isSaidInBlock = home.blocks.some((block) => block.block_id === form.actedIn);
  return (
    <>
      {home.trouble && !isSaidInBlock && (
        <p class="trouble" role="alert">
          {home.trouble}
        </p>
      )}
      <Blocks
        blocks={home.blocks}
        surface={surfaceOf({ workspace, around, target, form, errors: home.errors, trouble: home.trouble })}
      />
    </>
  );
}
