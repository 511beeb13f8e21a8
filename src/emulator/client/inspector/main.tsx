/** @jsxImportSource hono/jsx/dom */
import { render } from "hono/jsx/dom";
import { App } from "./app.tsx";
import { openInspector } from "./inspector.ts";

const root = document.getElementById("inspector");
if (root) {
  root.textContent = "";
  render(<App inspector={openInspector()} />, root);
}
