import { readRequestRef } from "../../domain/request-buttons.ts";
import { refuse } from "../../domain/result.ts";
import { viewToDecide } from "../../flows/view-to-decide.ts";
import type { LinkedContext } from "../handler.ts";
import type { ActionPayload } from "../payload.ts";
import { placeRefusal } from "./place.ts";

/** The request of a button that only those who could decide may press, in the place where it counts. */
export async function findToDecide(
  context: LinkedContext,
  payload: ActionPayload,
  act: Parameters<typeof viewToDecide>[2]["act"],
): ReturnType<typeof viewToDecide> {
  const requestId = readRequestRef(payload.value, context.companyId);
  if (!requestId) return refuse({ code: "request_unknown" });
  const elsewhere = await placeRefusal(context, payload, requestId);
  if (elsewhere) return refuse(elsewhere);
  return viewToDecide(context.deps, context.actor, { requestId, act });
}
