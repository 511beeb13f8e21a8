import { cancelRequest } from "../../../src/flows/cancel-request.ts";
import { setRoles } from "../../helpers/deciders.ts";
import { must } from "../../helpers/people.ts";
import { type Row, rightly } from "../row.ts";
import { askForOne, type Case, fillDecision, requestByAdministrator, type Stage, tally } from "../stage.ts";

/** Approve by whom it is not, or when it is over. */
export async function decideds(stage: Stage): Promise<Row[]> {
  return [
    await afterDeny(stage),
    await afterCancel(stage),
    await afterExpiry(stage),
    await byRequester(stage),
    await bySubject(stage),
    await byOutsider(stage, "Approve"),
    await byOutsider(stage, "Deny"),
    await afterDeactivation(stage),
    await afterRevoke(stage),
  ];
}

async function afterDeny(stage: Stage): Promise<Row> {
  const it = await askForOne(stage);
  const late = await fillDecision(stage, stage.next("administrator"), it);
  await (await fillDecision(stage, stage.next("administrator"), it, "deny")).submit();
  await late.submit();
  return rightly("A04", "approve after deny", { effects: 0 })(await tally(stage, it));
}

async function afterCancel(stage: Stage): Promise<Row> {
  const it = await askForOne(stage);
  const late = await fillDecision(stage, stage.next("administrator"), it);
  must(await cancelRequest(stage.product.deps, it.asker.actor, it.requestId));
  await late.submit();
  return rightly("A04", "approve after cancel", { effects: 0 })(await tally(stage, it));
}

async function afterExpiry(stage: Stage): Promise<Row> {
  const it = await askForOne(stage);
  const late = await fillDecision(stage, stage.next("administrator"), it);
  const { database, deps } = stage.product;
  // A day is not waited for: its end is moved to now.
  await database.owner`update requests set expires_at = ${deps.now()} where id = ${it.requestId}`;
  await late.submit();
  return rightly("A04", "approve after expiry", { effects: 0 })(await tally(stage, it));
}

/** Both press and, where a form opens, send it with their own right code. */
async function tryToDecide(
  stage: Stage,
  it: Case,
  who: Parameters<typeof fillDecision>[1],
  label: "Approve" | "Deny",
) {
  const act = label === "Deny" ? "deny" : "approve";
  const modal = await fillDecision(stage, who, it, act).catch(() => undefined);
  await modal?.submit();
}

async function byRequester(stage: Stage): Promise<Row> {
  const it = await requestByAdministrator(stage, stage.next("payee"));
  await tryToDecide(stage, it, it.asker, "Approve");
  return rightly("A05", "the requester approves the own request", { effects: 0, refused: 1 })(
    await tally(stage, it),
  );
}

async function bySubject(stage: Stage): Promise<Row> {
  const it = await requestByAdministrator(stage, stage.named("Hugo"));
  await tryToDecide(stage, it, it.subject, "Approve");
  return rightly("A05", "the subject approves", { effects: 0, refused: 1 })(await tally(stage, it));
}

async function byOutsider(stage: Stage, label: "Approve" | "Deny"): Promise<Row> {
  const it = await askForOne(stage, undefined, stage.named("Sam"));
  await tryToDecide(stage, it, stage.named("Mona"), label);
  const { owner: sql } = stage.product.database;
  const [row] = await sql<{ state: string }[]>`select state from requests where id = ${it.requestId}`;
  const wrong = row?.state === "pending" ? [] : [`the request is ${row?.state}`];
  return rightly("A06", `an outsider presses ${label}`, { effects: 0, refused: 1 })(
    await tally(stage, it),
    wrong,
  );
}

async function afterDeactivation(stage: Stage): Promise<Row> {
  const it = await askForOne(stage);
  const approver = stage.named("Greta");
  const modal = await fillDecision(stage, approver, it);
  const { workspace } = stage.product;
  await workspace.deactivate(approver.slackUserId);
  await modal.submit();
  stage.gone.add(approver);
  return rightly("A07", "the approver is deactivated in Slack between click and commit", { effects: 0 })(
    await tally(stage, it),
  );
}

async function afterRevoke(stage: Stage): Promise<Row> {
  const it = await askForOne(stage);
  const approver = stage.named("Elin");
  const person = { ...approver, userId: approver.actor.userId };
  const modal = await fillDecision(stage, approver, it);
  await setRoles(stage.product.deps, person, { isPaymentsAdmin: false });
  await modal.submit();
  await setRoles(stage.product.deps, person, { isPaymentsAdmin: true });
  return rightly("A07", "the approver's grant is revoked between click and commit", {
    effects: 0,
    refused: 1,
  })(await tally(stage, it));
}
