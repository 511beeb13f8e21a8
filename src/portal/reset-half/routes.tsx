import { type Context, Hono } from "hono";
import type { Refusal } from "../../domain/refusal.ts";
import { showHalf } from "../../flows/show-half.ts";
import { viewHalf } from "../../flows/view-half.ts";
import { idIn } from "../actor-of.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { contextOf } from "../refusal-problem.ts";
import { refusalStatus, refusalText } from "../refusal-text.ts";
import { sessionOf } from "../session-of.ts";
import { frameOf } from "../ui/frame.ts";
import { MessagePage } from "../ui/message-page.tsx";
import { show } from "../ui/show.ts";
import { HalfPage, ShownHalfPage } from "./page.tsx";

/** The half of a setup code that is read to the person. A GET shows nothing of it: links are followed by programs, too (R30). */
export function resetHalfRoutes(deps: PortalDeps) {
  return new Hono<PortalEnv>()
    .get("/payments/resets/:id/half", async (c) => {
      const session = sessionOf(c);
      const half = await viewHalf(deps, session, idIn(c, "id"));
      return half.ok
        ? show(c, <HalfPage session={session} half={half.value} />)
        : showRefusal(c, deps, half.refusal);
    })
    .post("/payments/resets/:id/half", async (c) => {
      const session = sessionOf(c);
      const shown = await showHalf(deps, session, idIn(c, "id"));
      return shown.ok
        ? show(c, <ShownHalfPage session={session} shown={shown.value} />)
        : showRefusal(c, deps, shown.refusal);
    });
}

const titles: Partial<Record<Refusal["code"], string>> = {
  half_shown: "This half was shown already",
  half_over: "This code opens nothing any more",
};

function showRefusal(c: Context<PortalEnv>, deps: PortalDeps, refusal: Refusal) {
  const session = sessionOf(c);
  return show(
    c,
    <MessagePage
      frame={frameOf(session, titles[refusal.code] ?? "There's no code for you to read here")}
      action={{ href: "/account/security", text: "Go to your account" }}
    >
      <p>{refusalText(refusal, contextOf(deps.now(), session))}</p>
    </MessagePage>,
    refusalStatus(refusal),
  );
}
