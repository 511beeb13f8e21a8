/** @jsxImportSource hono/jsx/dom */
import { render } from "hono/jsx/dom";
import { App } from "./app.tsx";
import { openWorkspace } from "./workspace.ts";

const root = document.getElementById("workspace");
if (root) {
  root.textContent = "";
  render(<App workspace={openWorkspace()} />, root);
}
