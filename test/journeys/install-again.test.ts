import { expect, test } from "vitest";
import { sendEvent } from "../../src/emulator/delivery/events.ts";
import { auditKinds } from "../helpers/audit.ts";
import { choosing, startInTwo } from "../helpers/many-workspaces.ts";
import { until } from "../helpers/until.ts";
import { emails } from "./company-by-hand.ts";
import { addToSlack, signInToInstall } from "./install-by-hand.ts";
import { acceptInvitation, foundCompany, linkSlack } from "./reset-by-hand.ts";

const latchkey = await startInTwo({
  tokenLifeSeconds: 43_200,
  enterprise: { id: "E0ACMEORG1", name: "Acme Organization", isInstall: true },
});
const { owner, west } = latchkey;
const slack = west.workspace.person("Olivia");
const olivia = await acceptInvitation(latchkey, await foundCompany(latchkey));
const page = await signInToInstall(latchkey, { ...olivia, email: emails.olivia }, choosing(west.emulator));
const install = () => addToSlack(latchkey, olivia, page);
/** What a linked person is answered, and nobody else. */
async function expectMe() {
  await slack.command("/payments-me");
  await slack.expectEphemeral(/Olivia Reyes.*Payments Admin/s);
}
const row = async () => (await owner`select * from workspaces where id = 'E0ACMEORG1'`)[0];

test("an org-wide installation belongs to the company as one, and people of its teams link and act in it", async () => {
  await install();
  expect(page.text()).toContain("Acme Organization (E0ACMEORG1) belongs to Acme Builders");
  expect(await owner`select kind from routes where key = 'E0ACMEORG1'`).toEqual([{ kind: "enterprise" }]);
  await linkSlack({ ...latchkey, workspace: west.workspace }, { ...olivia, browser: page });
  await expectMe();
  const home = await slack.openHome();
  await home.expectText(/Payments Admin, System Administrator/);
});

test("uninstalled it is refused, and installed again by OAuth it goes on with the links that there were", async () => {
  await west.workspace.uninstall();
  await until("the mark", async () => (await row())?.["uninstalled_at"] ?? undefined);
  await install();
  expect(page.text()).toContain("Added again to Acme Organization");
  expect((await row())?.["uninstalled_at"]).toBeNull();
  await expectMe();
});

test("news of an uninstall that comes after the new installation ends nothing", async () => {
  const [{ company_id: companyId = "" } = {}] =
    await owner`select company_id from workspaces where id = 'E0ACMEORG1'`;
  const uninstalls = async () =>
    (await auditKinds(owner, companyId)).filter((kind) => kind === "workspace_uninstalled").length;
  const before = await uninstalls();
  await sendEvent(west.emulator.world, { type: "app_uninstalled" });
  await sendEvent(west.emulator.world, {
    type: "tokens_revoked",
    tokens: { bot: ["U0LATCHKEY"], oauth: [] },
  });
  await expectMe();
  const asked = () => west.emulator.log.filter(({ kind }) => kind === "auth.test").length;
  await until("both questions", () => asked() >= 4 || undefined);
  expect([await uninstalls(), (await row())?.["uninstalled_at"]]).toEqual([before, null]);
});
