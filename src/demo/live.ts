/**
 * The demo's one script: asks for each live part of the page anew, and puts it in place where it has changed. Without it the page
 * is as it was when it was loaded.
 */
export const liveScript = `
const everyMs = 2000;
async function renew(part) {
  const answer = await fetch(part.dataset.live).catch(() => undefined);
  if (!answer?.ok) return;
  const html = await answer.text();
  if (part.lastHtml === html) return;
  part.lastHtml = html;
  part.innerHTML = html;
}
const parts = [...document.querySelectorAll("[data-live]")];
if (parts.length > 0) setInterval(() => { if (!document.hidden) parts.forEach(renew); }, everyMs);
`;
