import { fullName } from "../domain/person.ts";
import type { Tx } from "../store/db.ts";
import { findResetOwnerId } from "../store/reset-people.ts";
import type { Reset } from "../store/resets.ts";
import { findUser } from "../store/users.ts";

/** Who verified the person and reads them the second half of the setup code. */
export type HalfReader = { resetId: string; name: string; isViewer: boolean };

/** Whoever asked for the reset vouched for the person with their name: nobody else is shown the half. Null when the code is one. */
export async function findHalfReader(
  tx: Tx,
  { reset, viewerId }: { reset: Reset; viewerId: string },
): Promise<HalfReader | null> {
  const readerId = reset.isPasswordForgotten ? await findResetOwnerId(tx, reset) : undefined;
  const reader = readerId ? await findUser(tx, readerId) : undefined;
  return reader ? { resetId: reset.id, name: fullName(reader), isViewer: reader.id === viewerId } : null;
}
