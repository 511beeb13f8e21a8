/** What a person hears by text message, too, when it happens to the own account (R47). */
export type TextNews =
  | "reset"
  | "reset_completed"
  | "reset_stopped"
  | "recovery_code_used"
  | "method_added"
  | "password_changed"
  | "email_changed"
  | "phone_added"
  | "phone_changed";

const day = 24 * 60 * 60_000;
/** Nobody floods a phone by making things happen to its owner's account, or a company's bill: the mails tell of each. */
export const noticeCaps = { person: 5, company: 300, windowMs: day } as const;

/** The phones that are known of a person, in E.164, as far as texts may go there at all. */
export type Phones = {
  /** For calling; `setAt`: on file since then. */
  contact: { number: string; setAt: Date } | undefined;
  /** For sign-in codes, unless destroyed. */
  factors: { number: string; isActive: boolean; since: Date }[];
  /** The last digits of those that were destroyed since the phone was lost; null where nobody kept them. */
  goneHints: (string | null)[];
  /** When somebody said that the phone is lost, stolen or replaced, or did not say. Undefined: nobody did. */
  lostAt: Date | undefined;
};

/**
 * Where a notice may be texted. Nothing goes to a lost phone, whose finder would read it on the locked screen: in doubt
 * nothing. A number for codes that was proven since is in the person's hand. The contact phone is another phone than the lost
 * one only if it came later, or if the codes went to another number: a reset is made when every way is gone, so all ways were
 * on that phone.
 */
export function textableNumbers({ contact, factors, goneHints, lostAt }: Phones): string[] {
  const isInHand = (one: Phones["factors"][number]) => one.isActive && (!lostAt || one.since > lostAt);
  const inHand = factors.filter(isInHand).map((one) => one.number);
  if (!contact) return [...new Set(inHand)];
  const lost = factors.filter((one) => !isInHand(one)).map((one) => one.number);
  const mayBeLost =
    lost.includes(contact.number) || goneHints.some((hint) => contact.number.endsWith(hint ?? ""));
  const isKnown = lost.length + goneHints.length > 0;
  const isOther = isKnown && !mayBeLost;
  const isFine = !lostAt || contact.setAt > lostAt || inHand.includes(contact.number) || isOther;
  return [...new Set([...inHand, ...(isFine ? [contact.number] : [])])];
}
