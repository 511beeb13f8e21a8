import type { Tx } from "../store/db.ts";
import { listPendingRequests } from "../store/requests.ts";
import { findUser, listAdministrators } from "../store/users.ts";

/** Who can bring an administrator back who has lost the phone. First names: to somebody with no more than the password. */
export type WaysBack = {
  /** Other Payments Admins who have set up: each can reset, with another one's approval. */
  paymentsAdmins: string[];
  /** Other System Administrators who have set up: each can be made a Payments Admin. */
  systemAdministrators: string[];
  /** What others have begun that would help, oldest first. */
  underWay: { kind: "grant" | "reset"; byName: string; at: Date }[];
};

const maxNames = 3;
const maxUnderWay = 3;

export async function findWaysBack(tx: Tx, userId: string, now: Date): Promise<WaysBack> {
  const others = (await listAdministrators(tx)).filter(
    (one) => one.id !== userId && one.firstEnrolledAt !== null && one.status === "active",
  );
  const namesOf = (people: typeof others) => people.slice(0, maxNames).map((one) => one.firstName);
  return {
    paymentsAdmins: namesOf(others.filter((one) => one.grantedAt !== null)),
    systemAdministrators: namesOf(others.filter((one) => one.grantedAt === null)),
    underWay: await findUnderWay(tx, userId, now),
  };
}

async function findUnderWay(tx: Tx, userId: string, now: Date): Promise<WaysBack["underWay"]> {
  const helps = (await listPendingRequests(tx, 50))
    .filter(({ expiresAt }) => expiresAt > now)
    .flatMap(({ kind, subjectId, requesterId, createdAt }) =>
      kind === "grant" || (kind === "reset" && subjectId === userId)
        ? [{ kind, requesterId, at: createdAt }]
        : [],
    );
  return Promise.all(
    helps.slice(0, maxUnderWay).map(async ({ kind, requesterId, at }) => {
      const by = await findUser(tx, requesterId);
      return {
        kind: kind === "grant" ? ("grant" as const) : ("reset" as const),
        byName: by?.firstName ?? "",
        at,
      };
    }),
  );
}
