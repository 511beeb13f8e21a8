import { sendEditedPayload, sendForged } from "../../../src/emulator/delivery/abuse.ts";
import { interaction } from "../../../src/emulator/delivery/payloads.ts";
import { signature } from "../../../src/emulator/delivery/sign.ts";
import { type LogEntry, newEntry } from "../../../src/emulator/state/log.ts";
import { type View, viewObject } from "../../../src/emulator/state/views.ts";
import { day, testClock } from "../../helpers/clock.ts";
import { acme, petraDetails, samDetails } from "../../helpers/people.ts";
import { ask } from "../../helpers/reset-story.ts";
import type { Player } from "../../trial/seed.ts";
import { type Row, rightly } from "../row.ts";
import { askForOne, type Case, fillDecision, messageOf, type Stage, tally } from "../stage.ts";

/** What nobody pressed: ids of others, places of others, signatures of nobody. */
export async function forgeds(stage: Stage): Promise<Row[]> {
  return [
    await foreignButton(stage),
    await foreignForm(stage),
    await otherSubject(stage),
    await inSharedChannel(stage),
    await byStranger(stage),
    ...(await signatures(stage)),
  ];
}

/** Another company on the same installation, with a request that waits: what its ids would open here. */
async function otherCompany({ product: { deps } }: Stage) {
  const clock = testClock(new Date(deps.now().getTime() - day));
  const other = { ...deps, now: clock.now };
  const company = await acme(other, clock, { name: "Other Builders" });
  const petra = await company.join({ ...petraDetails, email: "petra@elsewhere.example" });
  const sam = await company.join({ ...samDetails, email: "sam@otherbuilders.example" }, "U0ELSEWHERE");
  const asked = await ask(other, sam, petra);
  if (!asked.ok) throw new Error("the other company has no request");
  return { companyId: company.companyId, requestId: asked.value.submitted.request.id, petra };
}

async function foreignButton(stage: Stage): Promise<Row> {
  const it = await askForOne(stage);
  const foreign = await otherCompany(stage);
  const clicker = stage.next("administrator");
  const message = await messageOf(stage, clicker, it.requestId);
  await message.button("Review and approve").click();
  await stage.slackOf(clicker).modal.close({ all: true });
  const { emulator, workspace } = stage.product;
  const value = `${foreign.companyId}.${foreign.requestId}`;
  await sendEditedPayload(emulator.world, workspace.lastRequest("block_actions"), (payload) => ({
    ...payload,
    actions: [{ ...firstAction(payload), value }],
  }));
  const opened = stage.slackOf(clicker).hasModal ? ["a form opened"] : [];
  const other: Case = { ...it, requestId: foreign.requestId };
  return rightly("A08", "a button with another company's request", { effects: 0 })(
    await tally(stage, other),
    opened,
  );
}

const firstAction = (payload: Record<string, unknown>): object => {
  const [first] = Array.isArray(payload["actions"]) ? payload["actions"] : [];
  return typeof first === "object" && first !== null ? first : {};
};

/** The hidden part of a form names a challenge: here one of another request, that another approver opened. */
async function foreignForm(stage: Stage): Promise<Row> {
  const it = await askForOne(stage);
  const mine = await askForOne(stage);
  const [approver, victim] = [stage.next("administrator"), stage.next("administrator")];
  const theirs = await fillDecision(stage, victim, it);
  const stolen = theirs.view.description.private_metadata ?? "";
  const modal = await fillDecision(stage, approver, mine);
  modal.view.description.private_metadata = stolen;
  await modal.submit();
  const wrong = unrefused(stage, approver);
  await theirs.close();
  return rightly("A08", "a form with another approver's hidden part", { effects: 0 })(
    await tally(stage, it),
    wrong,
  );
}

/** A form that was not taken stands there still, or says why. */
function unrefused(stage: Stage, approver: Player): string[] {
  const slack = stage.slackOf(approver);
  const said = slack.hasModal ? `${slack.modal.text()} ${JSON.stringify(slack.modal.errors())}` : "";
  return /no longer valid|expired|already used|not right|isn't right/i.test(said)
    ? []
    : [`it said "${said.slice(0, 200)}"`];
}

/** The code is right, and meant for one person: it must not serve another. */
async function otherSubject(stage: Stage): Promise<Row> {
  const [it, mine] = [await askForOne(stage), await askForOne(stage)];
  const approver = stage.next("administrator");
  const first = await fillDecision(stage, approver, it);
  const bound = first.view.description.private_metadata ?? "";
  await first.close();
  const modal = await fillDecision(stage, approver, mine);
  modal.view.description.private_metadata = bound;
  await modal.submit();
  // Whoever swaps the own forms approves what the swapped one names, and nothing of what is on the screen.
  return rightly("A08", "a form with the hidden part of another subject's: not what it shows", {
    effects: 0,
  })(await tally(stage, mine));
}

async function inSharedChannel(stage: Stage): Promise<Row> {
  const it = await askForOne(stage);
  const channel = stage.product.workspace.channel("payments-approvals");
  channel.share();
  const modal = await fillDecision(stage, stage.next("administrator"), it).catch(() => undefined);
  await modal?.submit();
  channel.unshare();
  return rightly("A13", "approve in a channel that is shared with another company", { effects: 0 })(
    await tally(stage, it),
  );
}

async function byStranger(stage: Stage): Promise<Row> {
  const it = await askForOne(stage);
  const stranger = stage.named("Kira");
  const { workspace } = stage.product;
  await workspace.change(stranger.slackUserId, { teamId: "T0OTHER001", isStranger: true });
  const modal = await fillDecision(stage, stranger, it).catch(() => undefined);
  await modal?.submit();
  await workspace.change(stranger.slackUserId, {
    teamId: stage.product.emulator.world.team.id,
    isStranger: false,
  });
  return rightly("A13", "approve by a Slack Connect user of another company", { effects: 0 })(
    await tally(stage, it),
  );
}

async function signatures(stage: Stage): Promise<Row[]> {
  const { world } = stage.product.emulator;
  const secret = world.connection.signingSecret;
  const seconds = Math.floor(Date.now() / 1000);
  const forgeries: [what: string, secret: string, at: number][] = [
    ["a forged signature", "0".repeat(32), seconds],
    ["a signature with an empty secret", "", seconds],
    ["an old signature (6 min)", secret, seconds - 360],
    ["a future-dated signature (6 min)", secret, seconds + 360],
  ];
  const rows: Row[] = [];
  for (const [what, key, at] of forgeries) {
    const it = await askForOne(stage);
    const modal = await fillDecision(stage, stage.next("administrator"), it);
    const entry = formUnsent(stage, modal.view);
    const forged = await sendForged(world, entry, {
      "x-slack-request-timestamp": String(at),
      "x-slack-signature": signature(key, String(at), entry.request.body),
    });
    const wrong = forged.entry.answer?.status === 401 ? [] : [`answered ${forged.entry.answer?.status}`];
    rows.push(rightly("A14", what, { effects: 0 })(await tally(stage, it), wrong));
  }
  return rows;
}

/** The form as it would go out, filled in and right, but never sent. */
function formUnsent({ product: { emulator } }: Stage, view: View): LogEntry {
  const { world } = emulator;
  const payload = {
    ...interaction(world, "view_submission", view.userId, view.id),
    view: viewObject(world, view),
  };
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return newEntry(world, { from: "slack", kind: "view_submission", request: { url: "", headers, body } });
}
