import type { Context } from "hono";
import type { Refusal } from "../../domain/refusal.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { contextOf } from "../refusal-problem.ts";
import { refusalStatus, refusalText } from "../refusal-text.ts";
import { sessionOf } from "../session-of.ts";
import { frameOf } from "../ui/frame.ts";
import { MessagePage } from "../ui/message-page.tsx";
import { show } from "../ui/show.ts";

/** A set-up that was overtaken cannot be shown: its session leads nowhere but to a new sign-in. */
export function showVoid(c: Context<PortalEnv>, deps: PortalDeps, refusal: Refusal) {
  const session = sessionOf(c);
  return show(
    c,
    <MessagePage
      frame={frameOf(session, "This setup is over")}
      action={{ href: "/sign-in", text: "Sign in again" }}
    >
      <p>{refusalText(refusal, contextOf(deps.now(), session))}</p>
    </MessagePage>,
    refusalStatus(refusal),
  );
}
