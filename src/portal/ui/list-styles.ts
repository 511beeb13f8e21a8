/** What lists and longer forms are made of: the way around, rows of people and requests, choices. Targets: 44 px and more. */
export const listStyles = `
.nav { background: var(--card); border-bottom: 1px solid var(--line); }
.nav ul { display: flex; max-width: 60rem; margin: 0 auto; padding: 0 .5rem; list-style: none; }
.nav li { flex: 1 1 auto; }
.nav a {
  display: flex;
  align-items: center;
  justify-content: center;
  min-height: 2.875rem;
  padding: .25rem .5rem;
  font-size: .9375rem;
  font-weight: 600;
  color: var(--quiet);
  text-decoration: none;
  border-bottom: 3px solid transparent;
}
.nav a:hover { color: var(--accent-strong); background: var(--accent-soft); }
.nav a[aria-current] { color: var(--accent); border-color: var(--accent); }
.optional { font-weight: 400; color: var(--quiet); }
.toolbar { display: flex; flex-direction: column; gap: 1rem; margin: 0 0 1.25rem; }
.search { flex: 1 1 auto; }
.search label { display: block; font-weight: 600; margin-bottom: .25rem; }
.search-line { display: flex; gap: .5rem; }
.search-line .input { flex: 1 1 auto; min-width: 0; }
.search-line .button { width: auto; flex: none; }
.rows { margin: 0 0 1rem; padding: 0; list-style: none; border-top: 1px solid var(--line); }
.row { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem .75rem; padding: .75rem 0; border-bottom: 1px solid var(--line); }
.row-main { flex: 1 1 16rem; min-width: 0; }
.row-main p { margin: 0; }
.row-title { font-weight: 600; }
.row-title a { display: inline-block; padding: .375rem 0; }
.row-side { display: flex; flex-wrap: wrap; gap: .375rem .5rem; align-items: center; }
.row-side a:not(.button) { display: inline-block; padding: .5rem 0; }
.badge {
  display: inline-block;
  padding: .125rem .625rem;
  border: 1px solid var(--line);
  border-radius: 1rem;
  font-size: .875rem;
  font-weight: 600;
  line-height: 1.5;
  color: var(--quiet);
  background: var(--ground);
}
.badge-good { color: var(--accent); background: var(--accent-soft); border-color: transparent; }
.badge-wait { color: var(--warn); background: var(--warn-soft); border-color: transparent; }
.badge-off { color: var(--danger); background: var(--danger-soft); border-color: transparent; }
.empty { margin: 0 0 1.25rem; padding: 1.5rem 1.125rem; background: var(--ground); border-radius: 10px; text-align: center; text-wrap: balance; }
.empty p:last-child { margin: 0; }
.pager { display: flex; justify-content: space-between; align-items: center; gap: 1rem; margin: 0 0 1rem; font-size: .9375rem; }
.pager a { display: inline-block; padding: .625rem 0; font-weight: 600; }
.acts { display: flex; flex-direction: column; gap: .625rem; margin: 0 0 1.5rem; }
.acts form > .button { width: 100%; }
.button-grave { background: transparent; color: var(--danger); border-color: var(--danger); }
.button-grave:hover { background: var(--danger-soft); }
.notice-ways a { display: inline-block; padding: .5rem 1rem .5rem 0; font-weight: 600; }
.toolbar h2 { margin: 0; }
.back { margin: 0 0 1rem; font-size: .9375rem; }
.back a { display: inline-block; padding: .375rem 0; }
.choices { margin: 0 0 1.375rem; padding: 0; border: 0; min-width: 0; }
.choices.field-wrong { padding-left: .875rem; border-left: 4px solid var(--danger); }
.choices legend { padding: 0; margin-bottom: .25rem; font-weight: 600; }
.choice { display: flex; gap: .75rem; align-items: flex-start; min-height: 2.75rem; padding: .625rem 0; }
.choice + .choice { border-top: 1px solid var(--line); }
.choice input { flex: none; width: 1.5rem; height: 1.5rem; margin: .0625rem 0 0; accent-color: var(--accent); }
.choice label { font-weight: 500; flex: 1 1 auto; }
.choice .hint { margin: 0; display: block; font-weight: 400; }
select.input { appearance: none; -webkit-appearance: none; padding-right: 2.5rem; background-image: linear-gradient(45deg, transparent 50%, var(--quiet) 50%), linear-gradient(135deg, var(--quiet) 50%, transparent 50%); background-position: right 1.25rem top 1.3rem, right .875rem top 1.3rem; background-size: .4rem .4rem, .4rem .4rem; background-repeat: no-repeat; }
textarea.input { min-height: 6rem; resize: vertical; line-height: 1.5; }
.history { margin: 0 0 1.5rem; padding: 0 0 0 1.125rem; list-style: none; border-left: 2px solid var(--line); }
.history li { margin: 0 0 1rem; }
.history p { margin: 0; }
@supports selector(:has(a)) {
  form:not(:has([name="relationship"][value="employee"]:checked)) > .for-employee { display: none; }
  form:not(:has([name="relationship"][value="payee"]:checked)) > .for-payee { display: none; }
}
.lead { font-size: 1.125rem; }
@media (min-width: 540px) {
  .toolbar { flex-direction: row; align-items: flex-end; justify-content: space-between; }
  .toolbar:has(> h2) { align-items: center; }
  .toolbar > .button { width: auto; flex: none; }
  .search { max-width: 26rem; }
  .nav li { flex: 0 1 auto; }
  .nav a { padding: .25rem 1rem; }
  .acts { flex-direction: row; flex-wrap: wrap; }
  .acts .button, .acts form > .button { width: auto; }
}
@media (forced-colors: active) {
  .badge, .nav a[aria-current] { border: 1px solid; }
  select.input { appearance: auto; -webkit-appearance: auto; background-image: none; }
}
@media (prefers-reduced-motion: reduce) {
  *, *::before, *::after { scroll-behavior: auto; transition: none; animation: none; }
}
`;
