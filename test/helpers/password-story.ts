import type { Deps } from "../../src/deps.ts";
import { acceptInvitation } from "../../src/flows/accept-invitation.ts";
import { type acme, must, password, samDetails } from "./people.ts";

type Company = Pick<Awaited<ReturnType<typeof acme>>, "invite"> & { deps: Deps };

/** Two addresses whose accounts were never set up: one that is invited, and one that chose a password and left. */
export async function unfinishedAccounts({ deps, invite }: Company) {
  const neverSetUp = "left@acmebuilders.example";
  const token = await invite({ ...samDetails, email: neverSetUp });
  must(await acceptInvitation(deps, { token, password, device: null }));
  const invited = samDetails.email;
  await invite(samDetails);
  return { invited, neverSetUp };
}
