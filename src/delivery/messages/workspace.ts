import { fullName } from "../../domain/person.ts";
import { findWorkspace } from "../../store/companies.ts";
import { findUser } from "../../store/users.ts";
import { say } from "../words.ts";
import { getSecret, type Renderer } from "./context.ts";
import { mailTo } from "./mail.ts";
import { noticeTo } from "./notice.ts";

/** To each System Administrator: the company has one more place in Slack, and who put it there. */
export const workspaceInstalledNotice: Renderer = async (context) => {
  const { tx, message, company } = context;
  const workspace = await findWorkspace(tx, message.refId);
  const actor = await findUser(tx, getSecret(context, "actorId"));
  if (!workspace || workspace.uninstalledAt || !actor) return undefined;
  const place = workspace.name ?? workspace.id;
  return noticeTo(context, {
    subject: `${company.displayName} payments was added to ${place} in Slack`,
    sentences: [
      say`${{ strong: `${fullName(actor)} added ${company.displayName} payments to ${place} in Slack` }} (${workspace.id}) ${{ when: message.createdAt }}.`,
      say`People there still link their Slack one by one, each with their own password and code, before they can do anything. The way in is ${{ code: "/payments-me" }}.`,
      say`Didn't expect this? Ask ${actor.firstName}. Whoever manages that workspace can remove the app in its Slack settings.`,
    ],
  });
};

/** The same people, by mail, as Slack is what fails: before anybody in that workspace notices. */
export const workspaceTokenNotice: Renderer = async (context) => {
  const { tx, message, company, recipient, publicUrl } = context;
  const workspace = await findWorkspace(tx, message.refId);
  if (!workspace?.refreshFailedAt || workspace.uninstalledAt) return undefined;
  const place = workspace.name ?? workspace.id;
  return mailTo(context, `${company.displayName} payments may stop working in ${place}`, [
    { sentence: say`Hi ${recipient.firstName},` },
    {
      sentence: say`Slack didn't renew our access to ${place} (${workspace.id}) ${{ when: workspace.refreshFailedAt }}. We try again every minute. If it doesn't work in time, commands and messages in that workspace stop. Nothing is lost: messages go by mail, and everything works on the portal.`,
    },
    { sentence: say`To mend it at once, add the app to ${place} again:` },
    { button: "Add to Slack", url: `${publicUrl}/slack/install?company=${encodeURIComponent(company.slug)}` },
  ]);
};
