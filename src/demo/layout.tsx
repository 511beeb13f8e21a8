import type { PropsWithChildren } from "hono/jsx";

type LayoutProps = PropsWithChildren<{
  title: string;
  /** The workspace stands beside what is told. */
  isWide?: boolean;
  current: "desk" | "mailbox" | "phone";
}>;

/** The frame of the demo's own pages. */
export function Layout({ title, isWide = false, current, children }: LayoutProps) {
  const place = (here: LayoutProps["current"]) => (here === current ? "page" : undefined);
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title} · Latchkey demo</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="icon" href="data:," />
        <script src="/live.js" defer />
      </head>
      <body>
        <nav aria-label="Demo">
          <strong>Latchkey demo</strong>
          <a href="/" aria-current={place("desk")}>
            Start here
          </a>
          <a href="/mailbox" aria-current={place("mailbox")}>
            Mailbox
          </a>
          <a href="/phone" aria-current={place("phone")}>
            Phone
          </a>
        </nav>
        {isWide ? (
          children
        ) : (
          <main>
            <h1>{title}</h1>
            {children}
          </main>
        )}
      </body>
    </html>
  );
}
