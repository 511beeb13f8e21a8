import type { PropsWithChildren } from "hono/jsx";
import { scriptPath, stylesheetPath } from "./assets.ts";
import type { Frame, Help, Problem } from "./frame.ts";
import { KeyMark } from "./key-mark.tsx";
import { Nav } from "./nav.tsx";
import { PhoneLink } from "./phone-link.tsx";

/** The document around every page: mark, company, one card, whom to ask. */
export function Layout({ frame, children }: PropsWithChildren<{ frame: Frame }>) {
  const { title, company, help, person, problems = [], isWide, nav, section, hasScript } = frame;
  const product = company ? `${company} payments` : "Latchkey";
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{`${problems.length > 0 ? "Error: " : ""}${title} · ${product}`}</title>
        <link rel="icon" href="/assets/key.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={stylesheetPath} />
        {hasScript && <script src={scriptPath} defer />}
      </head>
      <body>
        <Header product={product} person={person} />
        {nav?.isEmployee && <Nav section={section} />}
        <main class={isWide ? "page page-wide" : "page"}>
          <div class="card">
            <ErrorSummary problems={problems} />
            <h1>{title}</h1>
            {children}
          </div>
        </main>
        <Footer help={help} hasCompany={company !== undefined} />
      </body>
    </html>
  );
}

function Header({ product, person }: { product: string; person: string | undefined }) {
  return (
    <header class="top">
      <div class="top-in">
        <span class="brand">
          <KeyMark />
          <span class="brand-name">{product}</span>
        </span>
        {person && (
          <span class="who">
            <span class="who-name">{person}</span> <a href="/sign-out">Sign out</a>
          </span>
        )}
      </div>
    </header>
  );
}

/** Says first what is wrong, and leads to each field; focused by the browser itself, as there is no script. */
function ErrorSummary({ problems }: { problems: Problem[] }) {
  if (problems.length === 0) return null;
  const focused = { tabindex: -1, autofocus: true };
  return (
    <div class="summary" role="alert" aria-labelledby="summary-title" {...focused}>
      <h2 id="summary-title">Please check this</h2>
      <ul>
        {problems.map(({ field, text, wayOn }) => (
          <li>
            {field ? <a href={`#${field}`}>{text}</a> : text} {wayOn && <a href={wayOn.href}>{wayOn.text}</a>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Footer({ help, hasCompany }: { help: Help | undefined; hasCompany: boolean }) {
  return (
    <footer class="foot">
      {help && (
        <p>
          Need help? Ask {help.helpName}: <a href={`mailto:${help.helpEmail}`}>{help.helpEmail}</a>
          {help.helpPhone && (
            <>
              {" or "}
              <PhoneLink phone={help.helpPhone} />
            </>
          )}
        </p>
      )}
      <p class="fine">
        {hasCompany ? "Sign-in by Latchkey. " : ""}We never ask for your codes by phone, email or chat.
      </p>
    </footer>
  );
}
