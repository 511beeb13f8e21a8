/** Why somebody says no, in the order in which it is offered. */
export const denialReasons = ["unreachable", "unverified", "unknown", "unneeded", "other"] as const;
export type DenialReason = (typeof denialReasons)[number];

/** As it is chosen, and as whoever asked is told: "Olivia denied this: *not verified*." */
const texts: Record<Exclude<DenialReason, "other">, { chosen: string; told: string }> = {
  unreachable: { chosen: "I couldn't reach them", told: "couldn't reach them" },
  unverified: { chosen: "Not verified well enough", told: "not verified" },
  unknown: { chosen: "I don't know this person", told: "doesn't know this person" },
  unneeded: { chosen: "Not needed", told: "not needed" },
};

export const maxDenial = 200;
/** Where "Something else" stands alone. */
export const missingDenial = "Say why in a few words: whoever asked needs to know.";

/** What is offered with its words. Of settings nobody is to be reached or known. */
export const offeredDenials = ({ subject }: { subject: object | null }) =>
  denialReasons
    .filter((one) => subject !== null || one === "unneeded" || one === "other")
    .map((value) => ({ value, text: value === "other" ? "Something else" : texts[value].chosen }));

/** What whoever asked is told; undefined where more must be said. */
export function toldDenial(reason: DenialReason, more: string | null): string | undefined {
  if (reason === "other") return more ?? undefined;
  const { told } = texts[reason];
  return more ? `${told} (${more})` : told;
}
