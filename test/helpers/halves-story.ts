import { open } from "../../src/crypto/secret-box.ts";
import type { Deps } from "../../src/deps.ts";
import { askForReset } from "../../src/flows/ask-for-reset.ts";
import { enterBothHalves } from "../../src/flows/enter-both-halves.ts";
import { halfPlace } from "../../src/flows/issue-setup-code.ts";
import type { Db } from "../../src/store/db.ts";
import { colleague, manager } from "./manage.ts";
import { payloadOf } from "./outbox.ts";
import { must, mustFindSession, samDetails, type TestPerson } from "./people.ts";
import { acmeWithPetra, latestReset, openForm, why } from "./reset-story.ts";
import { address } from "./texts.ts";

export const newPassword = "eleven copper kettles";

/** The half that waits to be shown, as nobody but the portal's page opens it; undefined when none waits. */
export async function waitingHalf(deps: Deps, person: TestPerson): Promise<string | undefined> {
  const reset = await latestReset(deps, person);
  return reset?.halfBox ? open(deps.keys, halfPlace(reset.id), reset.halfBox) : undefined;
}

/** Petra lost the phone and forgot the password; Sam checked that it is Petra and asked; Olivia agreed. */
export async function halvesStory(db: Db) {
  const all = await acmeWithPetra(db);
  const { deps, clock, olivia, petra, companyId } = all;
  const sam = await all.join(samDetails, "U0SAM00001");
  const nora = await all.join(colleague("Nora"), "U0NORA0001");
  const input = { ...why, isPasswordForgotten: true, challengeId: await openForm(deps, sam, petra) };
  const { submitted } = must(await askForReset(deps, sam.actor, input));
  const { approve } = manager(deps, clock);
  must(await approve(olivia, submitted.request.id));
  /** Both halves as they wait now: in the mail, and to be shown. */
  const halves = async () => ({
    mailed: (await payloadOf(deps, companyId, "setup_code_mail"))["code"] ?? "",
    read: (await waitingHalf(deps, petra)) ?? "",
  });
  const enter = (code: string, email = petra.email, from = address) =>
    enterBothHalves(deps, { companyId, email, code, device: null, address: from });
  /** In the set-up, before the new password. */
  const entered = async () => {
    const { mailed, read } = await halves();
    return mustFindSession(deps, must(await enter(`${mailed}${read}`)).sessionToken);
  };
  const resetId = (await latestReset(deps, petra))?.id ?? "";
  return { ...all, sam, nora, approve, halves, enter, entered, resetId, requestId: submitted.request.id };
}
