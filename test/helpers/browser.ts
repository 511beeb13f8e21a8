/**
 * A browser without JavaScript, as a program: cookies, forms, redirects. It posts just the named fields that a person
 * fills in, to the form's own address. `turn`: what a person does where a redirect leads, elsewhere than here.
 */
export function browser(origin: string, { turn = (url) => url }: { turn?: (url: URL) => URL } = {}) {
  const cookies = new Map<string, string>();
  let page = { url: new URL(origin), status: 0, html: "" };

  async function send(url: URL, init: RequestInit = {}): Promise<typeof page> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, { ...init, headers: { ...init.headers, cookie }, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) keep(line);
    const location = response.headers.get("location");
    if (location) return send(turn(new URL(location, url)));
    page = { url, status: response.status, html: await response.text() };
    return page;
  }

  function keep(line: string): void {
    const [pair = ""] = line.split(";");
    const at = pair.indexOf("=");
    const isGone = /max-age=0/i.test(line) || pair.length === at + 1;
    if (isGone) cookies.delete(pair.slice(0, at));
    else cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }

  return {
    /** Follows redirects to the page that a person ends on. */
    goto: (address: string) => send(new URL(address, origin)),
    /** Posts to the form whose action ends so; by default to the page itself. */
    submit: (fields: Record<string, string>, action?: string) =>
      send(action ? new URL(action, page.url) : page.url, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams(fields).toString(),
      }),
    path: () => page.url.pathname,
    status: () => page.status,
    html: () => page.html,
    /** What a person reads, on one line. */
    text: () => textOf(page.html),
  };
}

export type Browser = ReturnType<typeof browser>;

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: " " };

const textOf = (html: string) =>
  html
    .replace(/<(style|svg|head)\b[\s\S]*?<\/\1>/g, " ")
    .replace(/<[^>]+>/g, " ")
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_all, name: string) => entities[name] ?? "")
    .replace(/\s+/g, " ");
