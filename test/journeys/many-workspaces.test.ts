import { expect, test } from "vitest";
import { findBotToken } from "../../src/flows/find-bot-token.ts";
import { auditKinds } from "../helpers/audit.ts";
import { choosing, startInTwo } from "../helpers/many-workspaces.ts";
import { nextCode as codeAfter, emails } from "./company-by-hand.ts";
import { addToSlack, signInToInstall } from "./install-by-hand.ts";
import { acceptInvitation, expectPath, foundCompany, linkSlack, mailTo } from "./reset-by-hand.ts";

const latchkey = await startInTwo();
const { app, emulator, owner, west } = latchkey;
const olivia = await acceptInvitation(latchkey, await foundCompany(latchkey));
const [{ id: companyId = "" } = {}] = await owner<{ id: string }[]>`select id from companies`;

const nextCode = () => codeAfter(latchkey, olivia);

test("R33 R54: a System Administrator adds a second workspace, and from sign-in to a command everything works in it", async () => {
  const page = await signInToInstall(latchkey, { ...olivia, email: emails.olivia }, choosing(west.emulator));
  expect(page.text()).toContain("that workspace belongs to Acme Builders");
  await addToSlack(latchkey, olivia, page);
  expectPath(page, "/slack/oauth_redirect");
  expect(page.text()).toContain("Acme West (T0WEST0001) belongs to Acme Builders");

  const [row] = await owner`select * from workspaces where id = 'T0WEST0001'`;
  expect(row).toMatchObject({
    company_id: companyId,
    name: "Acme West",
    uninstalled_at: null,
    refresh_box: null,
  });
  expect(row?.["token_box"]).not.toContain("xoxb");
  const wanted = { companyId, workspaceId: "T0WEST0001", environmentToken: undefined };
  expect(await findBotToken(app.deps, wanted)).toBe(west.emulator.world.connection.botToken);
  expect(await auditKinds(owner, companyId)).toContain("workspace_installed");
  const mail = await mailTo(latchkey, emails.olivia, /was added to Acme West/i);
  expect(mail).toContain("Olivia Reyes added Acme Builders payments to Acme West in Slack");

  await linkSlack({ ...latchkey, workspace: west.workspace }, { ...olivia, browser: page });
  const slack = west.workspace.person("Olivia");
  await slack.command("/payments-invite", emails.sam);
  await slack.modal.choose("Who do you invite?", "Team member");
  await slack.modal
    .fill({
      "First name": "Sam",
      "Last name": "Okafor",
      Role: "Member",
      "Your 6-digit code": nextCode(),
    })
    .submit();
  await mailTo(latchkey, emails.sam, /\/invitations\//);
  expect([...emulator.problems(), ...west.emulator.problems()]).toEqual([]);
});

test("the workspace that was there before goes on with the environment's token", async () => {
  await linkSlack(latchkey, olivia);
  expect(emulator.problems()).toEqual([]);
});
