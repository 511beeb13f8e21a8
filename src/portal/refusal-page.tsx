import type { Context } from "hono";
import type { Refusal } from "../domain/refusal.ts";
import { actRefusalText, wayOnOf } from "./act-refusal.ts";
import type { PortalDeps, PortalEnv } from "./env.ts";
import { notFound } from "./failures.tsx";
import { contextOf } from "./refusal-problem.ts";
import { refusalStatus } from "./refusal-text.ts";
import { sessionOf } from "./session-of.ts";
import { frameOf, type Section } from "./ui/frame.ts";
import { MessagePage } from "./ui/message-page.tsx";
import { show } from "./ui/show.ts";

type Shown = { refusal: Refusal; section: Section; back: { href: string; text: string } };

/** A no that no field could mend, as a page with the way on. A person who is not here is answered as a page that is not. */
export function showRefusal(c: Context<PortalEnv>, deps: PortalDeps, { refusal, section, back }: Shown) {
  if (refusal.code === "unknown_person") return notFound(c);
  const session = sessionOf(c);
  const title = titles[refusal.code] ?? "Nothing was changed";
  return show(
    c,
    <MessagePage frame={{ ...frameOf(session, title), section }} action={wayOnOf(refusal) ?? back}>
      <p>{actRefusalText(refusal, contextOf(deps.now(), session))}</p>
    </MessagePage>,
    refusalStatus(refusal),
  );
}

const notYours = "This isn't for you to do";

const titles: Partial<Record<Refusal["code"], string>> = {
  not_employee: "Only for the company's team",
  not_system_administrator: notYours,
  not_payments_admin: notYours,
  not_administrator: notYours,
  not_approver: notYours,
  not_requester: notYours,
  own_request: notYours,
  about_you: notYours,
  self: notYours,
  self_role: notYours,
  request_open: "There is a request already",
  request_unknown: "There's no such request",
  request_closed: "This is over",
  already_approved: "You approved this already",
  challenge_spent: "This was sent already",
  session_over: "You were signed out",
  phone_change_over: "This change is over",
};
