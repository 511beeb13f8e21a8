/** The account's pages, and the one page that is made to be printed. */
export const accountStyles = `
.row-side form { margin: 0; }
.row-side a:not(.button), .button-link { min-height: 2.75rem; padding: .625rem 0; font-weight: 600; }
.section .row-main, .events .row-main { flex-basis: 11rem; }
.events .row-side a { font-weight: 400; font-size: .9375rem; }
form + form { margin-top: .75rem; }
.button-link { font: inherit; font-weight: 600; font-size: inherit; color: var(--accent); background: none; border: 0; cursor: pointer; text-decoration: underline; text-underline-offset: .18em; text-decoration-thickness: 1px; }
.button-link:hover { color: var(--accent-strong); text-decoration-thickness: 2px; }
.more { display: inline-block; padding: .625rem 0; font-weight: 600; }
.section > h2 { font-size: 1.1875rem; }
.offers { display: flex; flex-wrap: wrap; gap: .625rem; margin: 0 0 1.25rem; }
.offers .button { flex: 1 1 auto; width: auto; }
.offers-said { flex: 1 0 100%; margin: 0; color: var(--quiet); font-size: .9375rem; }
.offers-said:empty { display: none; }
.sheet { display: none; }
@media print {
  :root { color-scheme: light; --ground: #fff; --card: #fff; --ink: #000; --quiet: #000; }
  .top, .nav, .foot { display: none; }
  .page { max-width: none; padding: 0; }
  .card { padding: 0; border: 0; box-shadow: none; }
  .card:has(> .sheet) > :not(.sheet) { display: none; }
  .sheet { display: block; font-size: 12pt; color: #000; }
  .sheet-company { margin: 0; font-weight: 650; }
  .sheet-title { margin: 0 0 1rem; font-size: 20pt; font-weight: 650; }
  .sheet-code { margin: 0 0 1rem; padding: 1rem; border: 1px solid #000; font: 600 18pt/1.5 var(--mono); letter-spacing: .05em; text-align: center; }
}
/* Without a margin browsers print no address and no date of their own. */
@page { margin: 0; }
@media print { body { padding: 2.5cm; } }
`;
