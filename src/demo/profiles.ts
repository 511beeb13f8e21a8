import { Hono } from "hono";
import { proxy } from "hono/proxy";
import { openListener } from "../app/listener.ts";
import { findFreePort } from "./free-port.ts";
import { localOnly } from "./local-only.ts";
import { colleagues, petra } from "./people.ts";

/** The portal as this person's own browser shows it. */
export type Profile = {
  name: string;
  email: string;
  about: string;
  url: string;
  slackUserId: string | undefined;
};

export type Profiles = {
  list: readonly Profile[];
  /** A text with the portal's addresses as they are in the browser of whoever has this mail address; anybody else's has no profile. */
  linksFor: (email: string, text: string) => string;
  close: () => Promise<void>;
};

/**
 * A browser has one set of cookies for all ports of a machine (RFC 6265 8.5), so that two people could not be signed in at
 * once. Each person's profile is the same portal under a port of its own, which keeps that person's cookies apart by name.
 */
export async function openProfiles(portalUrl: string, firstPort: number): Promise<Profiles> {
  const open: { profile: Profile; close: () => Promise<void> }[] = [];
  for (const person of [...colleagues, petra]) {
    const { name, email, about } = person;
    const slackUserId = "slackUserId" in person ? person.slackUserId : undefined;
    const listener = await openListener("127.0.0.1", await findFreePort(firstPort));
    const url = `http://localhost:${listener.port}`;
    listener.serve(profileRoutes({ portalUrl, url, prefix: `${email.replace(/@.*/, "")}.` }).fetch);
    open.push({ profile: { name, email, about, url, slackUserId }, close: listener.close });
  }
  const urlFor = (email: string) =>
    open.find(({ profile }) => profile.email === email)?.profile.url ?? portalUrl;
  return {
    list: open.map(({ profile }) => profile),
    linksFor: (email, text) => text.replaceAll(portalUrl, urlFor(email)),
    close: async () => {
      await Promise.all(open.map(({ close }) => close()));
    },
  };
}

type Way = { portalUrl: string; url: string; prefix: string };

function profileRoutes({ portalUrl, url, prefix }: Way) {
  return new Hono().use(localOnly).all("*", async (c) => {
    const { pathname, search } = new URL(c.req.url);
    const headers: Record<string, string | undefined> = {
      ...c.req.header(),
      host: undefined,
      cookie: ownCookies(c.req.header("cookie") ?? "", prefix),
      origin: c.req.header("origin")?.replace(url, portalUrl),
    };
    const answer = await proxy(portalUrl + pathname + search, {
      raw: c.req.raw,
      headers,
      redirect: "manual",
    });
    const set = answer.headers.getSetCookie();
    answer.headers.delete("set-cookie");
    for (const cookie of set) answer.headers.append("set-cookie", prefix + cookie);
    const location = answer.headers.get("location");
    if (location) answer.headers.set("location", location.replace(portalUrl, url));
    return answer;
  });
}

/** This person's cookies under the names that the portal gave them. */
function ownCookies(header: string, prefix: string): string | undefined {
  const own = header
    .split("; ")
    .flatMap((cookie) => (cookie.startsWith(prefix) ? [cookie.slice(prefix.length)] : []));
  return own.length > 0 ? own.join("; ") : undefined;
}
