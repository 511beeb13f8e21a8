const said = document.querySelector("[role=status]");

/** Each button copies what stands beside it, and says so to who does not see it. */
for (const button of document.querySelectorAll<HTMLButtonElement>("[data-copy]"))
  button.addEventListener("click", () => void copy(button));

async function copy(button: HTMLButtonElement): Promise<void> {
  const name = (button.getAttribute("aria-label") ?? "").replace("Copy ", "");
  const isCopied = await navigator.clipboard.writeText(button.dataset["copy"] ?? "").then(
    () => true,
    () => false,
  );
  if (said)
    said.textContent = isCopied
      ? `${name} copied.`
      : "This browser does not let pages copy. Select the text instead.";
}
