/**
 * The demo's one script: asks for each live part of the page anew, and puts it in place where it has changed; the next step of
 * the story is kept in sight. A quiet form is sent without leaving the page, so that the workspace beside it stays as it is.
 * Without the script the page is as it was when it was loaded, and forms load it anew.
 */
export const liveScript = `
const everyMs = 2000;
const parts = [...document.querySelectorAll("[data-live]")];
async function renew(part) {
  const answer = await fetch(part.dataset.live).catch(() => undefined);
  if (!answer?.ok) return;
  const html = await answer.text();
  if (part.lastHtml === html) return;
  part.lastHtml = html;
  part.innerHTML = html;
  const step = part.querySelector(".next")?.textContent;
  if (step !== part.lastStep) part.querySelector(".next, .over")?.scrollIntoView({ block: "nearest" });
  part.lastStep = step;
}
const renewAll = () => Promise.all(parts.map(renew));
if (parts.length > 0) setInterval(() => { if (!document.hidden) void renewAll(); }, everyMs);
for (const form of document.querySelectorAll("form[data-quiet]")) form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, event.submitter));
  await fetch(form.action, { method: "POST", body, redirect: "manual" });
  await renewAll();
});
`;
