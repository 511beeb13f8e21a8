import { approveRequest } from "../../src/flows/approve-request.ts";
import { openDecision } from "../../src/flows/open-decision.ts";
import type { Db } from "../../src/store/db.ts";
import { waitingHalf } from "../helpers/halves-story.ts";
import { payloadOf } from "../helpers/outbox.ts";
import { must, samDetails } from "../helpers/people.ts";
import { ask, latestReset } from "../helpers/reset-story.ts";
import { world } from "./people.ts";

/** Petra's phone and password are gone; Sam asked for her reset, and Olivia agreed. */
export async function halvesWorld(db: Db) {
  const at = await world(db);
  const { deps, companyId, olivia, petra } = at;
  const sam = await at.join(samDetails, "U0SAM00001");
  const { submitted } = must(await ask(deps, sam, petra, { isPasswordForgotten: true }));
  const { challengeId } = must(await openDecision(deps, olivia.actor, submitted.request.id));
  must(await approveRequest(deps, olivia.actor, { challengeId, code: at.nextCode(olivia.secret) }));
  const { code: mailed = "", stopToken = "" } = await payloadOf(deps, companyId, "setup_code_mail");
  const resetId = (await latestReset(deps, petra))?.id ?? "";
  /** What Petra types, once Sam has read the second half out. */
  const typed = async () => {
    const read = (await waitingHalf(deps, petra)) ?? "";
    return { company: at.slug, email: petra.email, code: `${mailed} ${read}` };
  };
  return { ...at, sam, mailed, stopToken, typed, half: `/payments/resets/${resetId}/half` };
}
