import { fieldsStyle } from "./fields.ts";

/**
 * How Block Kit looks: its texts and its order; the fields and buttons are in fields.ts. Colours are custom properties,
 * each at least 4.5 : 1 against what it stands on, in light and dark.
 */
const texts = `
.bk { --bk-ink: #1d1c1d; --bk-soft: #616061; --bk-line: #dddddd; --bk-edge: #868686; --bk-paper: #ffffff; --bk-hover: #f4f4f4;
  --bk-link: #1264a3; --bk-mark: #e8f2f9; --bk-go: #007a5a; --bk-go-hover: #00644a; --bk-stop: #c01343; --bk-stop-hover: #9e1037;
  --bk-code: #b3123e; --bk-said: #f8f8f8; --bk-shadow: 0 4px 14px #0003; --bk-on: #1264a3;
  --bk-info: #1264a3; --bk-good: #007a5a; --bk-warn: #b26a00;
  color: var(--bk-ink); font-size: 15px; line-height: 1.466; overflow-wrap: anywhere; }
@media (prefers-color-scheme: dark) { .bk { --bk-ink: #e8e8e8; --bk-soft: #ababad; --bk-line: #3c3e42; --bk-edge: #8d8f92; --bk-paper: #1a1d21;
  --bk-hover: #27292d; --bk-link: #5cb3ec; --bk-mark: #1d3a4f; --bk-go: #007a5a; --bk-go-hover: #148567; --bk-stop: #d02850; --bk-stop-hover: #b81f45;
  --bk-code: #f2849c; --bk-said: #222529; --bk-shadow: 0 4px 16px #0009; --bk-on: #5cb3ec; --bk-info: #5cb3ec; --bk-good: #4cc3a0; --bk-warn: #e3a545; } }
.bk, .bk * { box-sizing: border-box; }
.bk-block { margin: 8px 0; max-width: 600px; }
.bk-block:first-child { margin-top: 0; }
.bk-block p { margin: 4px 0 0; }
.bk-words { white-space: pre-wrap; }
.bk-header h3, .bk-header h4, .bk-header h5, .bk-header h6 { margin: 4px 0 0; font-size: 18px; line-height: 1.33; font-weight: 900; }
.bk-header h4 { font-size: 17px; } .bk-header h5 { font-size: 16px; } .bk-header h6 { font-size: 15px; }
.bk hr { border: 0; border-top: 1px solid var(--bk-line); margin: 12px 0; width: 100%; }
.bk-section { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: flex-start; }
.bk-said { flex: 1 1 0; min-width: 0; }
.bk-section > img { width: 88px; height: 88px; object-fit: cover; border-radius: 8px; }
.bk-beside { flex: 0 1 auto; max-width: 50%; }
.bk-beside .bk-combobox, .bk-beside .bk-date { width: 216px; max-width: 100%; }
.bk-section:has(> .bk-beside > .bk-options) > * { flex: 1 0 100%; max-width: 100%; }
.bk-section > .bk-trouble { flex: 1 0 100%; }
.bk-fields { display: grid; grid-template-columns: 1fr 1fr; gap: 8px 16px; }
.bk-said > div + .bk-fields { margin-top: 8px; }
.bk-context { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; font-size: 13px; line-height: 1.385; color: var(--bk-soft); }
.bk-context img { width: 20px; height: 20px; object-fit: cover; border-radius: 4px; }
.bk-actions { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
.bk-actions .bk-combobox, .bk-actions .bk-date { width: 216px; max-width: 100%; }
.bk-actions > .bk-trouble { flex: 1 0 100%; margin: 0; }
.bk-image figure { margin: 0; } .bk-image img { display: block; max-width: min(360px, 100%); max-height: 360px; border-radius: 8px; }
.bk-image figcaption { font-size: 13px; color: var(--bk-soft); margin-bottom: 4px; }
.bk a { color: var(--bk-link); text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 2px; } .bk a:hover { text-decoration-thickness: 2px; }
.bk strong { font-weight: 700; }
.bk-mention { background: var(--bk-mark); color: var(--bk-link); border-radius: 3px; padding: 0 2px 1px; }
.bk code, .bk pre { font: 12px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; background: var(--bk-said); border: 1px solid var(--bk-line); border-radius: 4px; }
.bk code { color: var(--bk-code); padding: 1px 3px; } .bk pre { margin: 4px 0; padding: 8px; white-space: pre-wrap; }
.bk pre code { border: 0; padding: 0; color: inherit; background: none; }
.bk blockquote { margin: 4px 0; padding-left: 12px; border-left: 4px solid var(--bk-line); }
.bk ul, .bk ol { margin: 4px 0; padding-left: 26px; } .bk ul ul, .bk ol ol, .bk ul ol, .bk ol ul { margin: 0; }
.bk ol ol { list-style: lower-alpha; } .bk ol ol ol { list-style: lower-roman; }
.bk-rich_text, .bk-markdown { display: grid; gap: 4px; } .bk-rich_text > *, .bk-markdown > * { min-width: 0; }
.bk-markdown h3, .bk-markdown h4, .bk-markdown h5, .bk-markdown h6 { margin: 4px 0 0; line-height: 1.33; font-weight: 900; font-size: 16px; }
.bk-markdown h3 { font-size: 20px; } .bk-markdown h4 { font-size: 18px; } .bk-markdown p { margin: 0; }
.bk-table { max-width: 100%; } .bk-scroll { overflow-x: auto; border: 1px solid var(--bk-line); border-radius: 8px; width: fit-content; max-width: 100%; }
.bk table { border-collapse: collapse; } .bk th { font-weight: 700; background: var(--bk-said); }
.bk th, .bk td { padding: 6px 12px; border: 1px solid var(--bk-line); text-align: left; vertical-align: top; white-space: nowrap; overflow-wrap: normal; }
.bk tr:first-child > * { border-top: 0; } .bk tr > :first-child { border-left: 0; } .bk tr > :last-child { border-right: 0; }
.bk tbody tr:last-child > * { border-bottom: 0; }
.bk .wrapped { white-space: normal; min-width: 140px; } .bk .center { text-align: center; } .bk .right { text-align: right; }
.bk-note { display: flex; gap: 8px; padding: 10px 12px; border: 1px solid var(--bk-line); border-left: 4px solid var(--bk-edge); border-radius: 6px; background: var(--bk-said); }
.bk-note.info { border-left-color: var(--bk-info); } .bk-note.success { border-left-color: var(--bk-good); }
.bk-note.warning { border-left-color: var(--bk-warn); } .bk-note.error { border-left-color: var(--bk-stop); }
.bk-sign { flex: none; width: 18px; height: 18px; margin-top: 2px; border-radius: 50%; font-size: 13px; font-weight: 700; line-height: 18px; text-align: center; color: var(--bk-paper); background: var(--bk-info); }
.success > .bk-sign { background: var(--bk-good); } .warning > .bk-sign { background: var(--bk-warn); } .error > .bk-sign { background: var(--bk-stop); color: #fff; }
.bk .bk-trouble, .bk .bk-error { color: var(--bk-code); font-size: 13px; }
.bk-trouble::before, .bk-error::before { content: "⚠ " / ""; }
.bk-unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 480px) { .bk-fields { grid-template-columns: 1fr; } .bk-section:has(.bk-combobox, .bk-date) > .bk-said { flex-basis: 100%; } .bk-beside { max-width: 100%; } }
`;

export const blocksStyle = texts + fieldsStyle;
