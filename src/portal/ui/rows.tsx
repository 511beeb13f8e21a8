import type { Child, PropsWithChildren } from "hono/jsx";

/** A list that reads on a phone as on a desk: what it is, and at its side how it stands. */
export const Rows = ({ label, children }: PropsWithChildren<{ label: string }>) => (
  <ul class="rows" aria-label={label}>
    {children}
  </ul>
);

type RowProps = PropsWithChildren<{ title: Child; href?: string; side?: Child }>;

export function Row({ title, href, side, children }: RowProps) {
  return (
    <li class="row">
      <div class="row-main">
        <p class="row-title">{href ? <a href={href}>{title}</a> : title}</p>
        {children}
      </div>
      {side && <div class="row-side">{side}</div>}
    </li>
  );
}

export type Tone = "good" | "wait" | "off" | "plain";

/** A state, said in words; its colour only helps whoever sees it. */
export const Badge = ({ tone, children }: PropsWithChildren<{ tone: Tone }>) => (
  <span class={`badge badge-${tone}`}>{children}</span>
);

/** Where a list has nothing: why, and what to do. */
export const Empty = ({ children }: PropsWithChildren) => <div class="empty">{children}</div>;

type PagerProps = { page: number; hasMore: boolean; hrefOf: (page: number) => string };

/** `page` counts from 0; nothing where all stands on one. */
export function Pager({ page, hasMore, hrefOf }: PagerProps) {
  if (page === 0 && !hasMore) return null;
  return (
    <nav class="pager" aria-label="Pages">
      {page > 0 ? <a href={hrefOf(page - 1)}>Previous page</a> : <span />}
      <span class="quiet">Page {page + 1}</span>
      {hasMore ? <a href={hrefOf(page + 1)}>Next page</a> : <span />}
    </nav>
  );
}

type SearchProps = { action: string; label: string; typed: string };

/** Finds by the beginning of a name or email. */
export const Search = ({ action, label, typed }: SearchProps) => (
  <search class="search">
    <form method="get" action={action}>
      <label for="q">{label}</label>
      <div class="search-line">
        <input id="q" name="q" class="input" type="search" value={typed} autocomplete="off" maxlength={254} />
        <button type="submit" class="button button-quiet">
          Search
        </button>
      </div>
    </form>
  </search>
);

/** The way up, above everything else on a page inside. */
export const Back = ({ href, children }: PropsWithChildren<{ href: string }>) => (
  <p class="back">
    <a href={href}>
      <span aria-hidden="true">← </span>
      {children}
    </a>
  </p>
);
