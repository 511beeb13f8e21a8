/**
 * What a browser adds where it runs scripts: a choice that the app hears of at once is sent when it is made, as Slack
 * does, and Enter in a search field searches instead of sending the form. Without it the buttons beside them do.
 */
export const script = `
document.documentElement.classList.add("live");
const isSearch = (field) => (field.name ?? "").startsWith("find:");
addEventListener("change", ({ target }) => {
  if (!isSearch(target)) target.closest(".at-once")?.querySelector(":scope > button").click();
});
addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !isSearch(event.target)) return;
  event.preventDefault();
  event.target.nextElementSibling.click();
});
`;
