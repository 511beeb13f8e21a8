/** The parts that pages are made of. Sizes of what is touched: 44 px and more. */
export const componentStyles = `
.field { margin: 0 0 1.375rem; }
.field label { display: block; font-weight: 600; margin-bottom: .25rem; }
.hint { margin: 0 0 .5rem; font-size: .9375rem; color: var(--quiet); }
.problem { margin: 0 0 .5rem; font-weight: 600; color: var(--danger); }
.field-wrong { border-left: 4px solid var(--danger); padding-left: .875rem; }
.input {
  display: block;
  width: 100%;
  min-height: 3rem;
  padding: .625rem .875rem;
  font: inherit;
  font-size: 1.0625rem;
  color: var(--ink);
  background: var(--card);
  border: 1px solid var(--edge);
  border-radius: 10px;
}
.input:focus-visible { outline: 3px solid var(--focus); outline-offset: 1px; border-radius: 10px; }
.input[aria-invalid] { border-color: var(--danger); border-width: 2px; }
.input[readonly] { background: var(--ground); border-color: var(--line); color: var(--quiet); }
.input-code { font-family: var(--mono); font-size: 1.25rem; letter-spacing: .12em; font-variant-numeric: tabular-nums; }
.tick { display: flex; gap: .75rem; align-items: flex-start; }
.tick input { flex: none; width: 1.5rem; height: 1.5rem; margin: .0625rem 0 0; accent-color: var(--accent); }
.tick label { margin: 0; font-weight: 500; }
.button {
  display: block;
  width: 100%;
  min-height: 3rem;
  padding: .6875rem 1.25rem;
  font: inherit;
  font-weight: 600;
  text-align: center;
  text-decoration: none;
  border: 1px solid transparent;
  border-radius: 10px;
  cursor: pointer;
}
.text-me { margin: -.5rem 0 1.375rem; }
.text-me p { margin: 0 0 .5rem; }
.by-enter { position: absolute; visibility: hidden; }
.button:focus-visible { border-radius: 10px; }
.button-main { background: var(--accent); color: var(--on-accent); }
.button-main:hover { background: var(--accent-strong); color: var(--on-accent); }
.button-quiet { background: transparent; color: var(--accent); border-color: var(--edge); }
.button-quiet:hover { background: var(--accent-soft); color: var(--accent-strong); }
.button-danger { background: var(--danger); color: var(--on-danger); }
.button-danger:hover { filter: brightness(.92); }
.actions-above { margin: 0 0 1.25rem; }
.actions { margin: 1.5rem 0 0; }
.summary { margin: 0 0 1.5rem; padding: 1rem 1.125rem; background: var(--danger-soft); border: 2px solid var(--danger); border-radius: 10px; }
.summary:focus { outline: none; }
.summary h2 { margin: 0 0 .25rem; color: var(--danger); }
.summary ul { margin: 0; padding: 0; list-style: none; }
.summary a { color: var(--danger); font-weight: 600; }
.notice { margin: 0 0 1.375rem; padding: .875rem 1.125rem; border-radius: 10px; border-left: 4px solid; }
.notice p:last-child { margin: 0; }
.notice-info, .notice-good { background: var(--accent-soft); border-color: var(--accent); }
.notice-warn { background: var(--warn-soft); border-color: var(--warn-edge); }
.notice-warn strong { color: var(--warn); }
.facts { margin: 0 0 1.5rem; border-top: 1px solid var(--line); }
.facts > div { padding: .6875rem 0; border-bottom: 1px solid var(--line); }
.facts dt { font-size: .9375rem; color: var(--quiet); }
.facts dd { margin: 0; }
.facts dd p { margin: 0; }
.steps { display: flex; gap: .5rem; margin: 0 0 1.5rem; padding: 0; list-style: none; font-size: .875rem; line-height: 1.3; }
.step { flex: 1 1 auto; overflow-wrap: normal; padding-top: .625rem; border-top: 4px solid var(--line); color: var(--quiet); display: flex; gap: .375rem; }
.step-number { font-weight: 650; font-variant-numeric: tabular-nums; }
.step-done { border-color: var(--accent); }
.step-now { border-color: var(--accent); color: var(--ink); font-weight: 600; }
.todo { margin: 0 0 1.5rem; padding: 0; list-style: none; counter-reset: todo; }
.todo > li { counter-increment: todo; position: relative; padding-left: 2.5rem; margin-bottom: 1.25rem; }
.todo > li::before {
  content: counter(todo);
  position: absolute;
  left: 0;
  top: -.0625rem;
  width: 1.75rem;
  height: 1.75rem;
  border-radius: 50%;
  background: var(--accent-soft);
  color: var(--accent);
  font-weight: 650;
  font-size: .9375rem;
  line-height: 1.75rem;
  text-align: center;
}
.todo p { margin: 0 0 .5rem; }
.qr { display: block; width: 100%; max-width: 15rem; height: auto; margin: .75rem auto; border: 1px solid var(--line); border-radius: 12px; background: #fff; }
.secret { display: block; margin: .25rem 0 .75rem; padding: .625rem .875rem; background: var(--ground); border: 1px solid var(--line); border-radius: 10px; font-family: var(--mono); font-size: 1.0625rem; letter-spacing: .04em; user-select: all; -webkit-user-select: all; }
.big-code {
  margin: 0 0 1.25rem;
  padding: 1.25rem 1rem;
  background: var(--accent-soft);
  border-radius: 12px;
  font-family: var(--mono);
  font-size: 1.375rem;
  line-height: 1.6;
  font-weight: 600;
  letter-spacing: .06em;
  text-align: center;
  user-select: all;
  -webkit-user-select: all;
}
.big-number { font-size: 2.75rem; letter-spacing: .16em; text-indent: .16em; line-height: 1.2; font-variant-numeric: tabular-nums; }
.other { margin-top: 2rem; padding-top: 1.375rem; border-top: 1px solid var(--line); }
.other form { margin-bottom: .75rem; }
.other form:last-child, .other p:last-child { margin-bottom: 0; }
.way { margin: 0 0 1rem; padding: 1.125rem 1.25rem 1.25rem; border: 1px solid var(--line); border-radius: 12px; }
.way p { margin: 0 0 .875rem; }
.way h2 { display: flex; flex-wrap: wrap; gap: .25rem .625rem; align-items: baseline; }
.way-first { border-color: var(--accent); }
.mark-text { font-size: .875rem; font-weight: 600; color: var(--accent); }
.way > :last-child, .way > .todo:last-child > li:last-child { margin-bottom: 0; }
.section { margin-top: 2rem; }
.list { margin: 0 0 1rem; padding: 0; list-style: none; border-top: 1px solid var(--line); }
.list > li { padding: .75rem 0; border-bottom: 1px solid var(--line); }
.list p { margin: 0; }
.list .quiet, .quiet { color: var(--quiet); font-size: .9375rem; }
@media (min-width: 540px) {
  /* A narrow card has no room for two columns: an email would break within a word. */
  .page-wide .facts > div { display: grid; grid-template-columns: 10rem 1fr; gap: 1rem; }
  form > .button, .text-me > .button { width: auto; min-width: 11rem; }
  .way .button, .actions .button { display: inline-block; width: auto; min-width: 11rem; }
}
@media (forced-colors: active) {
  .button, .step, .notice { border: 1px solid; }
}
`;
