import type { ModalView } from "@slack/types";
import { readRequestRef } from "../../domain/request-buttons.ts";
import type { Result } from "../../domain/result.ts";
import { cancelRequest } from "../../flows/cancel-request.ts";
import { remindOfRequest } from "../../flows/remind-of-request.ts";
import { viewRequest } from "../../flows/view-request.ts";
import { type ActionAnswer, sayText, update } from "../answer.ts";
import type { LinkedContext } from "../handler.ts";
import type { ActionPayload } from "../payload.ts";
import { tellRefusal } from "../people/tell-refusal.ts";
import { refusalText } from "../refusal-text.ts";
import { mrkdwnVoice } from "../voice.ts";
import { followModal } from "./follow-modal.ts";

/** *Follow*, and *Refresh* in the same view. */
export async function openFollow(context: LinkedContext, payload: ActionPayload): Promise<ActionAnswer> {
  const requestId = readRequestRef(payload.value, context.companyId);
  if (!requestId) return tellRefusal(context, { code: "request_unknown" });
  const drawn = await drawFollow(context, { payload, requestId });
  if (!drawn.ok) return tellRefusal(context, drawn.refusal);
  return update(drawn.value, "The request is ready to be seen: press the button again.");
}

/** *Remind*, every 10 minutes. */
export async function remind(context: LinkedContext, payload: ActionPayload): Promise<ActionAnswer> {
  return actThenShow(context, payload, async (requestId) => {
    const reminded = await remindOfRequest(context.deps, context.actor, requestId);
    return reminded.ok
      ? { ok: true, value: "*Reminded.* Everybody who can decide hears of it again." }
      : reminded;
  });
}

/** *Cancel request*, after Slack has asked whether it is meant. */
export async function cancel(context: LinkedContext, payload: ActionPayload): Promise<ActionAnswer> {
  return actThenShow(context, payload, async (requestId) => {
    const cancelled = await cancelRequest(context.deps, context.actor, requestId);
    return cancelled.ok
      ? { ok: true, value: "*Your request is cancelled.* Nothing was changed." }
      : cancelled;
  });
}

type Act = (requestId: string) => Promise<Result<string>>;

/** In a modal the request as it is now, with what came of the click above it; from a message a sentence. */
async function actThenShow(context: LinkedContext, payload: ActionPayload, act: Act): Promise<ActionAnswer> {
  const requestId = readRequestRef(payload.value, context.companyId);
  if (!requestId) return tellRefusal(context, { code: "request_unknown" });
  const { company } = context;
  const done = await act(requestId);
  const notice = done.ok
    ? done.value
    : refusalText(done.refusal, mrkdwnVoice(company.timeZone, company.displayName));
  if (payload.view?.type !== "modal") return sayText(notice);
  const drawn = await drawFollow(context, { payload, requestId, notice });
  return drawn.ok ? update(drawn.value, notice) : sayText(notice);
}

type Drawing = { payload: ActionPayload; requestId: string; notice?: string };

async function drawFollow(
  { deps, actor, companyId, company }: LinkedContext,
  { payload, requestId, notice }: Drawing,
): Promise<Result<ModalView>> {
  const seen = await viewRequest(deps, actor, requestId);
  if (!seen.ok) return seen;
  const voice = mrkdwnVoice(company.timeZone, company.displayName);
  const externalId = payload.view?.type === "modal" ? (payload.view.external_id ?? undefined) : undefined;
  const shown = { seen: seen.value, requestId, companyId, company, voice, externalId };
  return { ok: true, value: followModal({ ...shown, ...(notice ? { notice } : {}) }) };
}
