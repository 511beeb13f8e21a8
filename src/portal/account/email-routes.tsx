import { type Context, Hono } from "hono";
import { z } from "zod";
import type { Refusal } from "../../domain/refusal.ts";
import { dayTimeText } from "../../domain/time-text.ts";
import { beginEmailChange } from "../../flows/begin-email-change.ts";
import { cancelContactChange } from "../../flows/cancel-contact-change.ts";
import { viewWaitingEmail, type WaitingEmail } from "../../flows/view-waiting-email.ts";
import { writeDone } from "../cookies.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { emailField, sentCode } from "../forms.ts";
import { sessionOf } from "../session-of.ts";
import { Notice } from "../ui/blocks.tsx";
import { Field } from "../ui/fields.tsx";
import { Form } from "../ui/form.tsx";
import { OwnActPage } from "./own-act-page.tsx";
import { type OwnPage, openOwnForm, ownFormOf, sendOwnForm } from "./own-form.tsx";

const emailForm = z.object({ email: emailField("Type your new email."), ...sentCode });

/** A new sign-in address, to be confirmed from there; calling it off. */
export const emailRoutes = (deps: PortalDeps) =>
  new Hono<PortalEnv>()
    .get("/account/email", async (c) => openOwnForm(c, deps, await pageOf(c, deps)))
    .post("/account/email", async (c) =>
      sendOwnForm(c, deps, {
        ...(await pageOf(c, deps)),
        schema: emailForm,
        work: ({ email, ...form }) => beginEmailChange(deps, sessionOf(c), { email, ...ownFormOf(form) }),
        done: () => {
          writeDone(c, deps, "email_begun");
          return c.redirect("/account/security", 303);
        },
      }),
    )
    .post("/account/email/cancel", async (c) => {
      await cancelContactChange(deps, sessionOf(c), { kind: "email" });
      writeDone(c, deps, "email_cancelled");
      return c.redirect("/account/security", 303);
    })
    // The button's address, when a reload asks for it.
    .get("/account/email/cancel", (c) => c.redirect("/account/email", 303));

const aboutAddress: ReadonlySet<string> = new Set<Refusal["code"]>([
  "own_email",
  "email_taken",
  "email_domain",
  "contact_limit",
]);

async function pageOf(c: Context<PortalEnv>, deps: PortalDeps): Promise<OwnPage> {
  const session = sessionOf(c);
  const waiting = await viewWaitingEmail(deps, session);
  return {
    act: "own_email",
    fieldOf: ({ code }) => (aboutAddress.has(code) ? "email" : undefined),
    draw: (drawn) => (
      <OwnActPage
        session={session}
        title="Change your email"
        submit="Send the link"
        drawn={drawn}
        intro={
          <>
            <p>
              You sign in with <strong>{session.user.email}</strong>. We send a link to the new address.
              Nothing changes until you open it, signed in.
            </p>
            {waiting && <Waiting waiting={waiting} timeZone={session.company.timeZone} />}
          </>
        }
        also={waiting && <Form submit="Cancel this change" action="/account/email/cancel" look="quiet" />}
      >
        <Field
          name="email"
          label="New email"
          type="email"
          inputmode="email"
          autocomplete="email"
          value={drawn.typed["email"]}
          problems={drawn.problems ?? []}
        />
      </OwnActPage>
    ),
  };
}

const Waiting = ({ waiting, timeZone }: { waiting: WaitingEmail; timeZone: string }) => (
  <Notice kind="info">
    <p>
      A link is waiting at {waiting.email} until {dayTimeText(waiting.expiresAt, timeZone)}. Can't find it?
      Look in the spam folder. Sending another one replaces it.
    </p>
  </Notice>
);
