import type { PropsWithChildren } from "hono/jsx";

type LayoutProps = PropsWithChildren<{
  title: string;
  /** Seconds after which the page asks anew. */
  refresh?: number;
  current: "home" | "mailbox" | "phone";
}>;

/** The frame of the demo's own pages. No script: what moves, moves by a reload. */
export function Layout({ title, refresh, current, children }: LayoutProps) {
  const place = (here: LayoutProps["current"]) => (here === current ? "page" : undefined);
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {refresh && <meta http-equiv="refresh" content={String(refresh)} />}
        <title>{title} · Latchkey demo</title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <nav aria-label="Demo">
          <strong>Latchkey demo</strong>
          <a href="/" aria-current={place("home")}>
            Start here
          </a>
          <a href="/mailbox" aria-current={place("mailbox")}>
            Mailbox
          </a>
          <a href="/phone" aria-current={place("phone")}>
            Phone
          </a>
        </nav>
        <main>
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>
  );
}

export const stylesheet = `
:root { color-scheme: light dark; --ink: #1c1d22; --soft: #5c5f6b; --line: #d9dbe2; --paper: #fff; --card: #f6f7f9; --accent: #1f5fbf; }
@media (prefers-color-scheme: dark) { :root { --ink: #eceef3; --soft: #a7abb8; --line: #383c47; --paper: #16181d; --card: #1f222a; --accent: #8ab8ff; } }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color: var(--ink); background: var(--paper); }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: .85rem 1.25rem; border-bottom: 1px solid var(--line); }
main { max-width: 52rem; margin: 0 auto; padding: 1rem 1.25rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 1rem 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
a { color: var(--accent); } nav a { text-decoration: none; } nav a[aria-current] { font-weight: 650; text-decoration: underline; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
code { background: var(--card); border: 1px solid var(--line); border-radius: 5px; padding: .05em .35em; overflow-wrap: anywhere; }
ol.steps { padding-left: 1.4rem; } ol.steps li { margin: .6rem 0; padding-left: .3rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .85rem; padding: 0; list-style: none; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: .9rem 1.1rem; overflow-wrap: anywhere; }
.card a { font-weight: 650; } .soft { color: var(--soft); margin: .15rem 0; }
.digits { font: 650 2rem/1.3 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; letter-spacing: .08em; margin: .1rem 0; }
table { width: 100%; border-collapse: collapse; } th, td { text-align: left; padding: .5rem .6rem .5rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
.scroll { overflow-x: auto; }
iframe { width: 100%; height: 42rem; margin-top: 1rem; border: 1px solid var(--line); border-radius: 12px; background: #fff; color-scheme: light; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1rem; }
`;
