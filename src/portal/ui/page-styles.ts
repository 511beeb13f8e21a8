/** Colours as tokens, light and dark; then the page itself. Contrast is 4.5:1 for text and 3:1 for edges of fields. */
export const pageStyles = `
:root {
  color-scheme: light dark;
  --ground: #f3f2ec;
  --card: #ffffff;
  --ink: #18201d;
  --quiet: #58615c;
  --line: #dddcd3;
  --edge: #7d8781;
  --accent: #0b5d4b;
  --accent-strong: #084738;
  --on-accent: #ffffff;
  --accent-soft: #e4f0ec;
  --danger: #a3231a;
  --danger-soft: #fcebe9;
  --on-danger: #ffffff;
  --warn: #6f4600;
  --warn-soft: #fcf1d9;
  --warn-edge: #b97f14;
  --focus: #1a5fd0;
  --shadow: 0 1px 2px rgb(24 32 29 / .05), 0 8px 28px rgb(24 32 29 / .07);
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #101413;
    --card: #181d1b;
    --ink: #e9ede9;
    --quiet: #a6b0aa;
    --line: #2c3330;
    --edge: #75807a;
    --accent: #6fd3b6;
    --accent-strong: #8fe3ca;
    --on-accent: #05231b;
    --accent-soft: #17302a;
    --danger: #ff9d92;
    --danger-soft: #3a1b18;
    --on-danger: #35100c;
    --warn: #f2c97f;
    --warn-soft: #322710;
    --warn-edge: #b98f3c;
    --focus: #8ab8ff;
    --shadow: none;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0;
  min-height: 100vh;
  min-height: 100svh;
  display: flex;
  flex-direction: column;
  background: var(--ground);
  color: var(--ink);
  font: 400 1.0625rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
h1 { margin: 0 0 1rem; font-size: 1.625rem; line-height: 1.2; font-weight: 650; letter-spacing: -.015em; text-wrap: balance; }
h2 { margin: 0 0 .5rem; font-size: 1.0625rem; line-height: 1.35; font-weight: 650; }
p { margin: 0 0 1rem; text-wrap: pretty; }
p, dd, li, label { overflow-wrap: anywhere; }
a { color: var(--accent); text-underline-offset: .18em; text-decoration-thickness: 1px; }
a:hover { color: var(--accent-strong); text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
code { font-family: var(--mono); font-size: .95em; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.top { background: var(--card); border-bottom: 1px solid var(--line); }
.top-in {
  max-width: 60rem;
  margin: 0 auto;
  padding: .75rem 1.25rem;
  min-height: 3.75rem;
  display: flex;
  align-items: center;
  justify-content: space-between;
  gap: 1rem;
}
.brand { display: flex; align-items: center; gap: .625rem; min-width: 0; }
.brand-name { font-weight: 650; letter-spacing: -.01em; line-height: 1.25; overflow-wrap: anywhere; }
.mark { flex: none; display: block; }
.mark-ground { fill: var(--accent); }
.mark-key { stroke: var(--on-accent); }
.who { flex: none; font-size: .9375rem; color: var(--quiet); white-space: nowrap; }
.who-name { margin-right: .5rem; }
.who a { display: inline-block; padding: .375rem 0; }
@media (max-width: 479px) { .who-name { display: none; } }
.page { flex: 1; width: 100%; max-width: 31rem; margin: 0 auto; padding: 0; }
.page-wide { max-width: 46rem; }
.card { background: var(--card); padding: 1.75rem 1.25rem 2rem; border-bottom: 1px solid var(--line); }
.foot {
  width: 100%;
  max-width: 46rem;
  margin: 0 auto;
  padding: 1.5rem 1.25rem 2rem;
  font-size: .9375rem;
  color: var(--quiet);
  text-align: center;
}
a[href^="tel:"] { white-space: nowrap; }
.foot p { margin: 0 0 .375rem; }
.fine { font-size: .875rem; }
@media (min-width: 540px) {
  .page { padding: 2.75rem 1rem 0; }
  .card { padding: 2.25rem 2.5rem 2.5rem; border: 1px solid var(--line); border-radius: 16px; box-shadow: var(--shadow); }
  h1 { font-size: 1.75rem; }
}
`;
