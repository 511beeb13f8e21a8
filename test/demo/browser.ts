/** A browser without JavaScript: keeps cookies, follows redirects, and posts the page's main form with its hidden fields. */
export function browser(origin: string) {
  const cookies = new Map<string, string>();
  let [path, html] = ["", ""];

  async function visit(target: string, body?: URLSearchParams): Promise<void> {
    let url = new URL(target, origin);
    let init: RequestInit = body ? { method: "POST", body } : {};
    for (let redirects = 0; redirects < 10; redirects++) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
      const headers = { cookie, origin, "sec-fetch-site": "same-origin" };
      const answer = await fetch(url, { ...init, headers, redirect: "manual" });
      for (const line of answer.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        cookies.set(name, value);
      }
      const location = answer.headers.get("location");
      if (location === null) {
        path = url.pathname;
        html = await answer.text();
        return;
      }
      url = new URL(location, url);
      init = {};
    }
    throw new Error(`too many redirects from ${target}`);
  }

  return {
    get: (target: string) => visit(target),
    /** The form of `main` that has the first of these fields. */
    submit: (fields: Record<string, string>) => {
      const [first = ""] = Object.keys(fields);
      const form = html.split("<form ").find((one) => one.includes(`name="${first}"`));
      if (!form) throw new Error(`no form with ${first} on ${path}:\n${html}`);
      const action = /action="([^"]*)"/.exec(form)?.[1] ?? path;
      const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
      const values = Object.fromEntries(hidden.map(([, name = "", value = ""]) => [name, value]));
      return visit(action, new URLSearchParams({ ...values, ...fields }));
    },
    path: () => path,
    html: () => html,
  };
}
