import { isForBoth, type Matter } from "./approval.ts";

type Quorum = { required: number; given: number };

/** "1 Payments Admin needed", "1 more Payments Admin or System Administrator needed": who must still say yes. No full stop. */
export function needsText(matter: Matter, { required, given }: Quorum): string {
  const missing = Math.max(1, required - given);
  const many = missing === 1 ? "" : "s";
  const count = given > 0 ? `${missing} more` : `${missing}`;
  if (!isForBoth(matter)) return `${count} Payments Admin${many} needed`;
  // Whoever asks may not do the act: somebody who may must be among those who agree.
  if (matter.isAsk && required > 1) {
    const people = missing === 1 ? "person" : "people";
    return `${count} ${people} needed, at least one a Payments Admin`;
  }
  return `${count} Payments Admin${many} or System Administrator${many} needed`;
}
