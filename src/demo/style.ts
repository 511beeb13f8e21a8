/** The demo's own pages; light and dark as the visitor's machine is. */
export const stylesheet = `
:root { color-scheme: light dark; --ink: #1c1d22; --soft: #5c5f6b; --line: #d9dbe2; --paper: #fff; --card: #f6f7f9; --accent: #1f5fbf; --good: #1a7f4b; }
@media (prefers-color-scheme: dark) { :root { --ink: #eceef3; --soft: #a7abb8; --line: #383c47; --paper: #16181d; --card: #1f222a; --accent: #8ab8ff; --good: #6fd39c; } }
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
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.mail { width: 100%; height: 42rem; margin-top: 1rem; border: 1px solid var(--line); border-radius: 12px; background: #fff; color-scheme: light; }
button { font: inherit; font-weight: 600; color: var(--ink); background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .4rem .8rem; cursor: pointer; }
button:hover { border-color: var(--accent); }
form.row { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: .5rem 0; }
.desk { display: grid; grid-template-columns: minmax(19rem, 25rem) 1fr; height: calc(100dvh - 3.4rem); }
.side { display: grid; grid-template-rows: 1fr minmax(0, 40%); min-height: 0; border-right: 1px solid var(--line); font-size: .94rem; }
.guide, .pocket { overflow-y: auto; padding: 0 1.25rem 1.5rem; min-height: 0; }
.pocket { border-top: 1px solid var(--line); background: var(--card); }
.guide h1 { font-size: 1.35rem; } .guide h2, .pocket h2 { font-size: 1rem; margin: 1.2rem 0 .4rem; } .pocket h3 { font-size: .94rem; margin: .8rem 0 .2rem; }
.pocket .cards { display: block; margin: 0; }
.pocket .card { display: grid; grid-template-columns: 1fr auto 4.2rem; align-items: baseline; padding: .2rem 0; border: 0; border-bottom: 1px solid var(--line); border-radius: 0; }
.pocket .digits { font-size: 1.2rem; margin: 0; } .pocket .card .soft { font-size: .85rem; margin: 0; text-align: right; } .pocket .card .state { text-align: left; grid-column: 1 / -1; }
.workspace { width: 100%; height: 100%; border: 0; }
.narrow { display: none; }
ol.steps li.done { color: var(--soft); } ol.steps li.done::marker { content: "✓  "; color: var(--good); }
ol.steps li.next { font-weight: 600; } ol.steps li.next * { font-weight: inherit; }
ul.plain { list-style: none; padding: 0; margin: .3rem 0; } ul.plain li { padding: .35rem 0; border-bottom: 1px solid var(--line); }
@media (max-width: 60rem) { .desk, .side { display: block; height: auto; } .side { border: 0; } .workspace { display: none; } .narrow { display: block; } }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1rem; }
`;
