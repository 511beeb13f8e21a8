const second = 1000;
const minute = 60 * second;
const day = 24 * 60 * minute;

/** 63B 3.1.3.2 allows 10 minutes (R16). */
export const textCodeLifetimeMs = 10 * minute;
/** The window of the caps. */
export const textWindowMs = day;

/**
 * How long to wait for the next text when none of those before was used: most come within seconds, and whoever presses on and
 * on is waiting for a phone that is off, or is no friend of its owner.
 */
const waits = [30 * second, minute, 2 * minute, 5 * minute, 15 * minute];

/**
 * Texts in 24 hours (R17). They cost money and wake people: a number and a person need few; an office behind one address, and a
 * company, more. `number`: from anybody while it is only being set up, from its owner once it is theirs.
 */
export const textCaps = { number: 30, user: 40, address: 120, company: 2000 } as const;
export type TextCap = keyof typeof textCaps;

/** How many texts went out in the window, and when the first of them did. */
export type Sent = { count: number; firstAt: Date | null };

export type TextUsage = {
  caps: Record<TextCap, Sent>;
  /** To this person since a texted code was last used, within the window. */
  unused: number;
  lastAt: Date | null;
};

export type TextFault = { why: "too_soon"; at: Date } | { why: "cap"; cap: TextCap; until: Date };

/** Whether another text may go out now, and if not, when. */
export function textFault(usage: TextUsage, now: Date): TextFault | undefined {
  const at = nextTextAt(usage);
  if (at && at > now) return { why: "too_soon", at };
  for (const cap of ["number", "user", "address", "company"] as const) {
    const { count, firstAt } = usage.caps[cap];
    if (count < textCaps[cap] || !firstAt) continue;
    return { why: "cap", cap, until: new Date(firstAt.getTime() + textWindowMs) };
  }
  return undefined;
}

/** When the next text may be asked for; undefined: at once. */
export function nextTextAt({ unused, lastAt }: Pick<TextUsage, "unused" | "lastAt">): Date | undefined {
  if (unused === 0 || !lastAt) return undefined;
  const wait = waits[Math.min(unused, waits.length) - 1] ?? minute;
  return new Date(lastAt.getTime() + wait);
}

/** "+12125550144" → "44": what may be shown of a number. */
export const phoneHint = (phone: string) => phone.slice(-2);
