const day = 24 * 60 * 60_000;

/**
 * How long what has served its purpose is kept. The audit trail, and what people decided (requests, approvals, resets, grants,
 * holds, emergency access) and were proven by (factors that ever counted, R60; recovery codes, as hashes) is never deleted.
 */

/**
 * What was over in minutes or hours: sessions, codes, links, attempts, messages, reminders. No limit, warning or list looks further
 * back than 30 days (`latelyResetMs`), and within a month people still ask what became of a mail or a sign-in.
 */
export const keepMs = 35 * day;

/** Whoever opens an old invitation is told whom to ask; a season later nobody does. Open ones are kept: a new link is asked for by them. */
export const keepInvitationsMs = 90 * day;

/** Texts are counted for a day (R17); a week lets somebody look into a complaint. */
export const keepTextsMs = 7 * day;

/** A signature is good for minutes, and the next request forgets those before it; a day later even a company that sends none has none. */
export const keepSignaturesMs = day;
