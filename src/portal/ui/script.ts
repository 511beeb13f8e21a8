/**
 * The portal's only script: it offers to copy and to print a code that is shown. Without it there is the download, and a pen.
 * It reads nothing but that code, and sends nothing.
 */
export const script = `"use strict";
const code = document.querySelector(".big-code");
const offers = document.querySelector("[data-offers]");
function offer(text, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-quiet";
  button.textContent = text;
  button.addEventListener("click", act);
  offers.append(button);
}
if (code && offers) {
  const said = document.createElement("p");
  said.className = "offers-said";
  said.setAttribute("role", "status");
  const say = (text) => { said.textContent = text; };
  // The browser gives a clipboard to safe pages only (https, localhost).
  if (navigator.clipboard) {
    offer("Copy", () => navigator.clipboard.writeText(code.textContent.trim()).then(
      () => say("Copied. Paste it where you keep it, then copy something else."),
      () => say("Your browser didn't allow it. Select the code and copy it yourself."),
    ));
  }
  offer("Print", () => window.print());
  offers.append(said);
}
`;
