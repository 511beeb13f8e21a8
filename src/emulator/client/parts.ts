import type { Snapshot } from "../page/seen.ts";
import type { PageState } from "./state.ts";
import type { Around } from "./surface.ts";
import type { Workspace } from "./workspace.ts";

/** What every large part of the page takes. */
export type Parts = { workspace: Workspace; state: PageState; seen: Snapshot; around: Around };
