/** The page's one stylesheet: system fonts, calm, light and dark. */
export const stylesheet = `
:root { color-scheme: light dark; --ink: #1d1c1d; --soft: #616061; --line: #dddddd; --paper: #ffffff; --side: #3f2a4f;
  --side-ink: #e6dced; --side-on: #ffffff26; --hover: #f8f8f8; --accent: #1264a3; --stop: #c7254e; --note: #fdf6e3; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e8e8; --soft: #b0afb0; --line: #3c3d40; --paper: #1a1d21;
  --side: #241a2e; --hover: #222529; --accent: #6cb8f0; --stop: #e8697f; --note: #2b2a20; } }
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.47 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color: var(--ink); background: var(--paper); }
.shell { display: grid; grid-template-columns: 16rem 1fr; min-height: 100vh; }
nav { background: var(--side); color: var(--side-ink); padding: 1rem .75rem; }
nav h1 { font-size: 1.05rem; margin: 0 .5rem 1rem; color: #fff; }
nav h2 { font-size: .8rem; margin: 1.25rem .5rem .35rem; font-weight: 600; opacity: .8; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav a { display: block; padding: .25rem .5rem; border-radius: 6px; color: inherit; text-decoration: none; }
nav a:hover { background: #ffffff14; } nav a[aria-current] { background: var(--side-on); color: #fff; font-weight: 600; }
main { display: flex; flex-direction: column; min-width: 0; max-height: 100vh; }
main > header { display: flex; justify-content: space-between; align-items: center; gap: 1rem; padding: .8rem 1.25rem; border-bottom: 1px solid var(--line); }
main > header h2 { margin: 0; font-size: 1.1rem; }
.history { flex: 1; overflow-y: auto; padding: 1rem 1.25rem; }
.at-once { display: inline-flex; gap: .5rem; align-items: center; }
nav button { background: none; border-color: #ffffff40; color: inherit; width: 100%; text-align: left; margin: .1rem 0; }
nav button:hover { background: #ffffff14; }
.settings { margin: 1.25rem .5rem; } .settings summary { cursor: pointer; font-size: .85rem; } nav .tag { margin-left: .4rem; }
.overflow { position: relative; display: inline-block; } .overflow[open] > * + * { display: block; margin: .25rem 0; width: 100%; }
.overflow summary { cursor: pointer; list-style: none; padding: .1rem .6rem; border: 1px solid var(--line); border-radius: 6px; }
.tools summary { cursor: pointer; font-size: .75rem; color: var(--soft); } .reply-form { display: flex; gap: .5rem; }
.tools { margin-top: .3rem; } .tools > button { font-size: .75rem; padding: 0; font-weight: 400; border: 0; background: none; color: var(--soft); text-decoration: underline; }
.message { display: grid; grid-template-columns: 2.25rem 1fr; gap: .6rem; padding: .45rem .5rem; border-radius: 8px; }
.message:hover { background: var(--hover); } .message.private { background: var(--note); } .message.reply { margin-left: 2.75rem; }
.face { width: 2.25rem; height: 2.25rem; border-radius: 8px; display: grid; place-items: center; font-weight: 700; color: #fff; background: #6b5b7b; }
.face.app { background: #007a5a; }
.lock { width: .8em; height: .9em; vertical-align: -.05em; fill: currentColor; }
.byline { font-size: .8rem; color: var(--soft); } .byline b { font-size: .95rem; color: var(--ink); }
.tag { font-size: .65rem; font-weight: 700; padding: 0 .25rem; border-radius: 3px; background: var(--line); color: var(--soft); vertical-align: 1px; }
.block { margin: .35rem 0; max-width: 44rem; overflow-wrap: anywhere; }
.block h3 { margin: .4rem 0; font-size: 1.15rem; }
.block.section > * + * { flex: none; } button, .button { white-space: nowrap; }
.block.section { display: flex; gap: 1rem; justify-content: space-between; align-items: flex-start; }
.fields { display: grid; grid-template-columns: 1fr 1fr; gap: .5rem 1rem; }
.block.context { font-size: .82rem; color: var(--soft); display: flex; flex-wrap: wrap; gap: .25rem .75rem; }
.block.actions { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
.block.alert { border-left: 4px solid var(--accent); padding: .4rem .75rem; background: var(--hover); border-radius: 4px; }
.block.alert.warning, .block.alert.error { border-color: var(--stop); }
hr { border: 0; border-top: 1px solid var(--line); width: 100%; }
blockquote { margin: 0; padding-left: .75rem; border-left: 4px solid var(--line); display: inline-block; }
code, pre { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .85em; background: var(--hover); border: 1px solid var(--line); border-radius: 4px; }
code { padding: .05rem .25rem; color: var(--stop); } pre { padding: .5rem; overflow-x: auto; }
a { color: var(--accent); } .mention { background: #1d9bd11a; color: var(--accent); border-radius: 3px; padding: 0 2px; }
button, .button { font: inherit; font-size: .9rem; font-weight: 600; padding: .3rem .8rem; border-radius: 6px; border: 1px solid var(--soft); background: var(--paper);
  color: var(--ink); cursor: pointer; text-decoration: none; display: inline-block; }
button:hover, .button:hover { background: var(--hover); }
button.primary, .button.primary { background: #007a5a; border-color: #007a5a; color: #fff; }
button.primary:hover, .button.primary:hover { background: #006249; } button.danger:hover, .button.danger:hover { background: #a51d40; }
button.danger, .button.danger { color: #fff; background: #c7254e; border-color: #c7254e; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 1px; }
input:not([type=radio]):not([type=checkbox]), select, textarea { font: inherit; width: 100%; padding: .45rem .6rem; border: 1px solid var(--soft); border-radius: 6px; background: var(--paper); color: var(--ink); }
.section select, .actions select { width: auto; max-width: 16rem; } .actions input[name^="find:"] { flex: 1; width: auto; }
.live .at-once > button { display: none; }
fieldset { border: 0; padding: 0; margin: 0; } legend, .label { font-weight: 700; padding: 0; display: block; margin-bottom: .25rem; }
.choice { display: flex; gap: .5rem; align-items: baseline; margin: .25rem 0; } .choice small, .hint { color: var(--soft); font-size: .82rem; display: block; }
.optional { font-weight: 400; color: var(--soft); } .error { color: var(--stop); font-size: .85rem; margin: .25rem 0 0; } .has-error input, .has-error select, .has-error textarea { border-color: var(--stop); }
.composer { border-top: 1px solid var(--line); padding: .75rem 1.25rem 1rem; } .composer form { display: flex; gap: .5rem; }
.composer details { margin-top: .5rem; font-size: .85rem; color: var(--soft); } .composer li { margin: .15rem 0; }
.veil { position: fixed; inset: 0; background: #00000080; display: grid; place-items: start center; overflow-y: auto; padding: 4vh 1rem; }
.modal { width: min(33rem, 100%); background: var(--paper); border-radius: 10px; box-shadow: 0 18px 48px #0008; }
.modal header, .modal footer { display: flex; align-items: center; justify-content: space-between; gap: .5rem; padding: 1rem 1.25rem; }
.modal header h2 { margin: 0; font-size: 1.3rem; } .modal .blocks { padding: 0 1.25rem .75rem; } .modal footer { justify-content: flex-end; border-top: 1px solid var(--line); }
.trouble, .stale { background: #c7254e1a; color: var(--stop); padding: .5rem .75rem; border-radius: 6px; margin: 0 1.25rem .5rem; } .stale { margin-top: .75rem; }
.skip { position: absolute; left: -9999px; } .empty { color: var(--soft); padding: 1rem .5rem; }
@media (max-width: 44rem) { .shell { grid-template-columns: 1fr; } .fields { grid-template-columns: 1fr; } main { max-height: none; } }
`;
