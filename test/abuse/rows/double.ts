import { replay } from "../../../src/emulator/delivery/abuse.ts";
import { redeliver } from "../../../src/emulator/delivery/redeliver.ts";
import { type Row, rightly } from "../row.ts";
import { approve, askForOne, fillDecision, lastSubmission, type Stage, tally } from "../stage.ts";

/** The same thing more than once: by the wire, by two people, by a captured request, by a double click. */
export async function doubles(stage: Stage, { waitMs }: { waitMs: number }): Promise<Row[]> {
  return [
    await clickedTimes(stage, 2),
    await clickedTimes(stage, 20),
    await byTwo(stage),
    await replayed(stage, waitMs),
    await submittedTwice(stage),
    await fromStaleView(stage),
  ];
}

async function clickedTimes(stage: Stage, times: number): Promise<Row> {
  const it = await askForOne(stage);
  const modal = await fillDecision(stage, stage.next("administrator"), it);
  stage.product.emulator.faults.deliveries.next("view_submission", { kind: "duplicate", times });
  await modal.submit();
  return rightly("A01", `the same Approve ${times} times at once`, { effects: 1 })(await tally(stage, it));
}

async function byTwo(stage: Stage): Promise<Row> {
  const it = await askForOne(stage);
  const modals = [
    await fillDecision(stage, stage.next("administrator"), it),
    await fillDecision(stage, stage.next("administrator"), it),
  ];
  await Promise.all(modals.map((modal) => modal.submit()));
  return rightly("A02", "two approvers at once on two processes", { effects: 1 })(await tally(stage, it));
}

async function replayed(stage: Stage, waitMs: number): Promise<Row> {
  const it = await askForOne(stage);
  await approve(stage, stage.next("administrator"), it);
  const captured = lastSubmission(stage);
  await new Promise((go) => setTimeout(go, waitMs));
  // Several connections, so that both processes get it.
  await Promise.all(Array.from({ length: 6 }, () => replay(stage.product.emulator.world, captured)));
  return rightly("A03", `a signed request replayed after ${waitMs / 1000} s, at both processes`, {
    effects: 1,
  })(await tally(stage, it));
}

async function submittedTwice(stage: Stage): Promise<Row> {
  const it = await askForOne(stage);
  const modal = await fillDecision(stage, stage.next("administrator"), it);
  await Promise.allSettled([modal.submit(), modal.submit()]);
  return rightly("A12", "a form submitted twice by a double click", { effects: 1 })(await tally(stage, it));
}

async function fromStaleView(stage: Stage): Promise<Row> {
  const it = await askForOne(stage);
  await approve(stage, stage.next("administrator"), it);
  await redeliver(stage.product.emulator.world, lastSubmission(stage).id, { times: 3 });
  return rightly("A12", "the same form again from a stale view, newly signed", { effects: 1 })(
    await tally(stage, it),
  );
}
