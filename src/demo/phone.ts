import { generateSync } from "otplib";
import { open } from "../crypto/secret-box.ts";
import type { Deps } from "../deps.ts";
import { secretPlace } from "../flows/check-code.ts";
import { inTenant } from "../store/db.ts";
import { listFactorsOfAll } from "../store/factors.ts";

/** One entry of an authenticator app. */
export type PhoneEntry = {
  name: string;
  email: string;
  state: "active" | "pending" | "suspended";
  code: string;
  secondsLeft: number;
};

const stepSeconds = 30;

/**
 * What the demo people's authenticator apps show now. A phone would have learnt the secret from the QR code; this one
 * opens the sealed box with the demo's own keys, so that a set-up in the portal is on it at once.
 */
export async function listPhoneEntries(
  { db, keys, now }: Pick<Deps, "db" | "keys" | "now">,
  companyId: string,
): Promise<PhoneEntry[]> {
  const rows = await inTenant(db, companyId, listFactorsOfAll);
  const seconds = Math.floor(now().getTime() / 1000);
  const shown = new Set<string>();
  return rows.flatMap(({ factor, user }) => {
    if (!factor.secretBox || factor.state === "destroyed") return [];
    // A set-up that was begun and left stays in the database: only the newest is the one on screen.
    const key = `${user.id} ${factor.state}`;
    if (shown.has(key)) return [];
    shown.add(key);
    const secret = open(keys, secretPlace(factor.id), factor.secretBox);
    return {
      name: `${user.firstName} ${user.lastName}`,
      email: user.email,
      state: factor.state,
      code: generateSync({ secret, epoch: seconds }),
      secondsLeft: stepSeconds - (seconds % stepSeconds),
    };
  });
}
