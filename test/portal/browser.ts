import type { Deps } from "../../src/deps.ts";
import { portalRoutes } from "../../src/portal/routes.ts";

export const publicUrl = "https://pay.acme.example";

export type Page = { status: number; html: string; location: string | null; headers: Headers };

/** The portal behind https, as in production. */
export const portal = (deps: Deps) => portalRoutes({ ...deps, publicUrl, isSecure: true, markets: ["US"] });

/**
 * A browser without JavaScript: keeps cookies, follows redirects, posts just the named fields to the page's own address.
 * `raw` does neither follow nor add headers.
 */
export function browser(app: ReturnType<typeof portal>) {
  const cookies = new Map<string, string>();
  const raw = async (path: string, init: RequestInit = {}): Promise<Page> => {
    const headers = new Headers(init.headers);
    if (cookies.size > 0)
      headers.set("Cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await app.request(`${publicUrl}${path}`, { ...init, headers, redirect: "manual" });
    for (const cookie of response.headers.getSetCookie()) keep(cookies, cookie);
    const { status } = response;
    return {
      status,
      html: await response.text(),
      location: response.headers.get("Location"),
      headers: response.headers,
    };
  };
  const follow = async (page: Page): Promise<Page & { path?: string }> => {
    let [current, path] = [page, undefined as string | undefined];
    for (let hops = 0; current.location && hops < 5; hops++) {
      path = current.location;
      current = await raw(path);
    }
    return path ? { ...current, path } : current;
  };
  return {
    cookies,
    raw,
    get: async (path: string) => follow(await raw(path)),
    post: async (path: string, fields: Record<string, string> = {}) =>
      follow(await raw(path, formOf(fields))),
    /** Forgets everything, as a new private window. */
    forget: () => cookies.clear(),
  };
}

/** A form as a browser posts it, from a page of the same origin. */
export const formOf = (fields: Record<string, string>): RequestInit => ({
  method: "POST",
  body: new URLSearchParams(fields),
  headers: { "Sec-Fetch-Site": "same-origin" },
});

/** What a reader sees: no tags, one space. */
export const textOf = ({ html }: Pick<Page, "html">) =>
  html
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&#39;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ");

function keep(cookies: Map<string, string>, header: string) {
  const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(header) ?? [];
  if (/max-age=0/i.test(header) || value === "") cookies.delete(name);
  else cookies.set(name, value);
}
