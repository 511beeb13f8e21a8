import type { Session } from "../flows/find-session.ts";

/** First name of whoever is signed in here, when it is not the person whom a link is for. */
export function otherPerson(
  session: Session | undefined,
  { email, slug }: { email: string; slug: string },
): string | undefined {
  if (!session || (session.user.email === email && session.company.slug === slug)) return undefined;
  return session.user.firstName;
}
