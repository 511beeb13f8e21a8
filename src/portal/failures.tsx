import type { Context, ErrorHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import { patternOf } from "./access.ts";
import type { PortalDeps, PortalEnv } from "./env.ts";
import { frameOf } from "./ui/frame.ts";
import { MessagePage } from "./ui/message-page.tsx";
import { show } from "./ui/show.ts";

type PortalContext = Context<PortalEnv>;

/** A fault, caught once: the log gets the error with a reference, the person gets the reference. */
export function faultPage({ log, randomBytes }: PortalDeps): ErrorHandler<PortalEnv> {
  return (error, c) => {
    const ref = randomBytes(2).toString("hex");
    const route = patternOf(c.req.path);
    log.error({ event: "portal_fault", ref, method: c.req.method, route, err: error }, "portal fault");
    return show(
      c,
      <MessagePage
        frame={frameOf(c.var.session, "Something went wrong")}
        action={{ href: "/", text: "Start again" }}
      >
        <p>Something went wrong (ref {ref}). It isn't your doing, and we've made a note of it.</p>
        <p>Wait a minute, then try again. If you ask for help, give this reference: {ref}.</p>
      </MessagePage>,
      error instanceof HTTPException ? error.status : 500,
    );
  };
}

export function notFound(c: PortalContext) {
  return show(
    c,
    <MessagePage
      frame={frameOf(c.var.session, "There's no page here")}
      action={{ href: "/", text: "Go to the start" }}
    >
      <p>The address may be incomplete. If you copied a link from an email, copy all of it.</p>
    </MessagePage>,
    404,
  );
}

type Elsewhere = { company?: string; action?: { href: string; text: string } };

/** Payments work in some countries only; elsewhere everything answers so (DESIGN 1). `company` of a page that needs no session. */
export function notAvailable(c: PortalContext, { company, action }: Elsewhere = {}) {
  const title = "Payments aren't available here yet";
  const signOut = c.var.session ? { href: "/sign-out", text: "Sign out" } : undefined;
  return show(
    c,
    <MessagePage
      frame={company ? { title, company } : frameOf(c.var.session, title)}
      action={action ?? signOut}
    >
      <p>{company ?? "Your company"} is in a country where payments don't work yet. Nothing was changed.</p>
    </MessagePage>,
    403,
  );
}

export function tooLarge(c: Context) {
  return show(
    c,
    <MessagePage frame={{ title: "That was too much at once" }} action={{ href: "/", text: "Start again" }}>
      <p>What was sent is larger than any form here. Nothing was changed.</p>
    </MessagePage>,
    413,
  );
}
