import { writePersonRef } from "../../src/domain/person-ref.ts";
import { requestButtons } from "../../src/domain/request-buttons.ts";
import { confirmIds } from "../../src/slack/grant/confirm-modal.ts";
import { whoIds } from "../../src/slack/grant/who-modal.ts";
import { decisionIds } from "../../src/slack/requests/decision-modal.ts";
import { sign } from "../../src/slack/signature.ts";
import { until } from "../helpers/until.ts";
import {
  actionSent,
  commandSent,
  type Sender,
  type Sent,
  submissionSent,
  type Values,
} from "../slack/helpers/payloads.ts";
import { cloneOf } from "./clones.ts";
import type { CycleDouble } from "./cycle-double.ts";

type Stage = {
  double: CycleDouble;
  url: string;
  signingSecret: string;
  /** Who becomes Payments Admin. */
  hire: { userId: string; email: string };
  codes: { asker: string; approver: string };
};

const patienceMs = 60_000;
const why = "Runs payments with me";

/** One grant in one copy of the company, as both people click it; the first fault or refusal throws. */
export async function playCycle(stage: Stage, n: number): Promise<void> {
  const { double, hire, codes } = stage;
  const { companyId, ...asker } = cloneOf(n);
  const approver = cloneOf(n, 1);
  const { responseUrl } = double;
  const typed = commandSent(asker, { name: "/payments-grant", text: hire.email, responseUrl });
  await post(stage, typed);
  if (!opened(double, typed)) throw new Error("no form for the grant");
  const ref = writePersonRef(companyId, hire.userId);
  const who = { [whoIds.person]: { option: ref }, [whoIds.why]: why };
  const binding = await submit(stage, asker, { callbackId: whoIds.callbackId, values: who });
  const confirm = { [confirmIds.why]: why, [confirmIds.code]: codes.asker };
  await submit(stage, asker, { callbackId: confirmIds.callbackId, binding, values: confirm });
  const value = await until("the request's message", () => double.posts.get(companyId), patienceMs);
  const click = () =>
    actionSent(approver, { actionId: requestButtons.approve, value, responseUrl, channelId: "C0PAYMENTS" });
  // The row that says where the message stands may be a moment younger than the message.
  const decision = await until("the form to decide", () => press(stage, click()), patienceMs);
  const values = { [decisionIds.code]: codes.approver };
  await submit(stage, approver, { callbackId: decisionIds.callbackId, binding: decision, values });
}

async function press(stage: Stage, click: Sent): Promise<string | undefined> {
  await post(stage, click);
  return opened(stage.double, click)?.private_metadata;
}

/** The form that this request's trigger opened. */
const opened = ({ views }: CycleDouble, { body }: Sent) =>
  views.get(/1\.2\.[0-9a-f]{12}/.exec(body)?.[0] ?? "");

type Form = { callbackId: string; binding?: string | undefined; values: Values };

/** Answers the binding of the form that follows. */
async function submit(stage: Stage, by: Sender, { callbackId, binding = "", values }: Form) {
  const text = { type: "plain_text", text: "x" } as const;
  const input = (id: string) =>
    ({
      ...{ type: "input", block_id: id, label: text },
      element: { type: "plain_text_input", action_id: id },
    }) as const;
  const view = {
    ...({ type: "modal", title: text, callback_id: callbackId, private_metadata: binding } as const),
    blocks: Object.keys(values).map(input),
  };
  const said = await post(stage, submissionSent(by, view, values));
  const answer: { view?: { private_metadata?: string }; errors?: unknown } = JSON.parse(said || "{}");
  if (answer.errors) throw new Error(`refused: ${said}`);
  return answer.view?.private_metadata;
}

async function post({ url, signingSecret }: Stage, { body, contentType }: Sent): Promise<string> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const headers = {
    "content-type": contentType,
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": sign({ secret: signingSecret, timestamp, body: Buffer.from(body) }),
  };
  const answer = await fetch(url, { method: "POST", headers, body });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  return answer.text();
}
