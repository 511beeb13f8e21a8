/** Buttons, fields, menus and lists of Block Kit. Touch targets are at least 28 px, on a phone 36. */
export const fieldsStyle = `
.bk-button { display: inline-flex; align-items: center; justify-content: center; gap: 6px; min-height: 32px; max-width: 100%; padding: 3px 12px; font: inherit; font-size: 14px; font-weight: 700;
  color: var(--bk-ink); background: var(--bk-paper); border: 1px solid var(--bk-edge); border-radius: 6px; cursor: pointer; text-align: center; }
.bk-button:hover { background: var(--bk-hover); }
.bk .bk-button { text-decoration: none; } .bk a.bk-button { color: var(--bk-ink); }
.bk .bk-button.primary { color: #fff; background: var(--bk-go); border-color: var(--bk-go); } .bk .bk-button.primary:hover { background: var(--bk-go-hover); }
.bk .bk-button.danger { color: #fff; background: var(--bk-stop); border-color: var(--bk-stop); } .bk .bk-button.danger:hover { background: var(--bk-stop-hover); }
.bk-button[aria-disabled] { cursor: progress; }
.bk-spinner { width: 14px; height: 14px; border: 2px solid currentColor; border-right-color: transparent; border-radius: 50%; animation: bk-turn .8s linear infinite; }
@keyframes bk-turn { to { transform: rotate(1turn); } }
@media (prefers-reduced-motion: reduce) { .bk-spinner { animation: none; border-style: dotted; border-color: currentColor; } }
.bk :focus-visible { outline: 2px solid var(--bk-on); outline-offset: 2px; }
.bk-input { max-width: 600px; margin: 20px 0; } .bk-input:first-child { margin-top: 4px; }
.bk-label { display: block; font-weight: 700; margin-bottom: 6px; } .bk-optional { font-weight: 400; color: var(--bk-soft); }
.bk .bk-hint { color: var(--bk-soft); font-size: 13px; margin-top: 6px; }
.bk input[type=text], .bk textarea, .bk-date { width: 100%; min-height: 36px; padding: 6px 12px; font: inherit; color: var(--bk-ink); background: var(--bk-paper);
  border: 1px solid var(--bk-edge); border-radius: 6px; }
.bk textarea { display: block; resize: vertical; min-height: 92px; } .bk-date { color-scheme: light dark; max-width: 280px; }
.bk input::placeholder, .bk textarea::placeholder { color: var(--bk-soft); opacity: 1; }
.bk input[type=text]:focus, .bk textarea:focus, .bk-date:focus { outline: 2px solid var(--bk-on); outline-offset: 0; border-color: transparent; }
.bk [aria-invalid=true], .bk-combobox:has([aria-invalid=true]) { border-color: var(--bk-code); }
.bk-field { position: relative; }
.bk-left { position: absolute; right: 10px; bottom: 7px; font-size: 12px; color: var(--bk-soft); background: var(--bk-paper); padding: 0 2px; } .bk-left.over { color: var(--bk-code); font-weight: 700; }
.bk-options { display: grid; gap: 8px; } .bk-option { display: flex; gap: 10px; align-items: flex-start; cursor: pointer; }
.bk-option input { margin: 3px 0 0; width: 16px; height: 16px; flex: none; accent-color: var(--bk-on); } .bk small { display: block; font-size: 13px; color: var(--bk-soft); }
.bk-combobox { position: relative; }
.bk-combobox > input[type=text] { padding-right: 32px; text-overflow: ellipsis; }
.bk-combobox::after { content: ""; position: absolute; right: 13px; top: 14px; width: 6px; height: 6px; border: solid var(--bk-soft); border-width: 0 2px 2px 0; transform: rotate(45deg) translate(-2px, -2px); pointer-events: none; }
.bk-combobox:has(.bk-clear) > input[type=text] { padding-right: 60px; }
.bk-clear { position: absolute; right: 28px; top: 4px; }
.bk-clear, .bk-chip button { width: 28px; height: 28px; border: 0; border-radius: 4px; background: none; color: var(--bk-soft); font: inherit; font-size: 18px; line-height: 1; cursor: pointer; }
.bk-clear:hover, .bk-chip button:hover { color: var(--bk-ink); background: var(--bk-hover); }
.bk-combobox.multi { display: flex; flex-wrap: wrap; gap: 4px; padding: 3px 32px 3px 4px; min-height: 36px; border: 1px solid var(--bk-edge); border-radius: 6px; background: var(--bk-paper); }
.bk-combobox.multi:focus-within { outline: 2px solid var(--bk-on); border-color: transparent; }
.bk-combobox.multi > input[type=text] { flex: 1 1 80px; width: 80px; min-width: 40px; min-height: 28px; padding: 0 8px; border: 0; outline: 0; background: none; }
.bk-chip { display: inline-flex; align-items: center; max-width: 100%; padding-left: 8px; border-radius: 4px; background: var(--bk-mark); color: var(--bk-ink); }
.bk-popup { position: fixed; inset: auto; margin: 0; padding: 6px 0; overflow-y: auto; color: var(--bk-ink); background: var(--bk-paper); border: 1px solid var(--bk-line); border-radius: 8px; box-shadow: var(--bk-shadow); max-width: min(360px, 100vw - 8px); }
.bk-combobox .bk-popup { max-width: none; min-width: 200px; }
.bk [role=option], .bk [role=menuitem] { display: flex; justify-content: space-between; gap: 12px; width: 100%; min-height: 28px; padding: 4px 16px; cursor: pointer; font: inherit; text-align: left; color: var(--bk-ink); background: none; border: 0; }
.bk [role=option].active, .bk [role=menuitem]:hover, .bk [role=menuitem]:focus { color: #fff; background: #1264a3; outline: 0; text-decoration: none; }
.bk [role=option].active small { color: #fff; }
.bk-group { padding: 6px 16px 2px; font-size: 13px; font-weight: 700; color: var(--bk-soft); }
.bk-block .bk-note-in-list { margin: 0; padding: 4px 16px; color: var(--bk-soft); }
.bk-overflow-menu { position: relative; display: inline-block; } .bk-overflow-menu > .bk-button { min-width: 32px; padding: 3px 8px; }
@media (pointer: coarse) { .bk-button, .bk [role=option], .bk [role=menuitem] { min-height: 36px; } }
@media (forced-colors: active) { .bk [role=option].active, .bk [role=menuitem]:focus { outline: 2px solid; outline-offset: -2px; } }
`;
