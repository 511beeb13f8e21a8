import { type Context, Hono } from "hono";
import { dateText } from "../../domain/time-text.ts";
import { unlinkOwn } from "../../flows/unlink-own.ts";
import { viewAccount } from "../../flows/view-account.ts";
import { idIn } from "../actor-of.ts";
import { writeDone } from "../cookies.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { notFound } from "../failures.tsx";
import { showRefusal } from "../refusal-page.tsx";
import { sessionOf } from "../session-of.ts";
import { Facts } from "../ui/blocks.tsx";
import { Form } from "../ui/form.tsx";
import { frameOf } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";
import { Back } from "../ui/rows.tsx";
import { show } from "../ui/show.ts";
import { backToAccount } from "./own-form.tsx";

/** Unlinking a Slack account: a page that names it, and a button. It takes no code, because it only takes away. */
export const slackRoutes = (deps: PortalDeps) =>
  new Hono<PortalEnv>()
    .get("/account/slack/:linkId", async (c) => {
      const session = sessionOf(c);
      const link = await findLink(c, deps);
      if (!link) return notFound(c);
      return show(
        c,
        <Layout frame={{ ...frameOf(session, "Unlink this Slack account?"), section: "account" }}>
          <Back href="/account/security">Account security</Back>
          <Facts
            rows={[
              ["Name", link.name],
              ["Slack ID", `${link.slackUserId} in ${link.workspaceId}`],
              ["Linked", dateText(link.linkedAt, session.company.timeZone)],
            ]}
          />
          <p>
            It can't act for you any more, and gets no more messages about your payments account. You can link
            it again from Slack.
          </p>
          <Form submit="Unlink" look="danger" />
        </Layout>,
      );
    })
    .post("/account/slack/:linkId", async (c) => {
      const done = await unlinkOwn(deps, sessionOf(c), { linkId: idIn(c, "linkId") });
      // A second press: it is gone already, which is what was wanted.
      if (!done.ok && done.refusal.code !== "not_linked")
        return showRefusal(c, deps, { refusal: done.refusal, section: "account", back: backToAccount });
      writeDone(c, deps, "slack_unlinked");
      return c.redirect("/account/security", 303);
    });

async function findLink(c: Context<PortalEnv>, deps: PortalDeps) {
  const { links } = await viewAccount(deps, sessionOf(c));
  return links.find(({ id }) => id === idIn(c, "linkId"));
}
