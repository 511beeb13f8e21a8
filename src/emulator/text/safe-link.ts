/** JSX escapes texts but not schemes: a `javascript:` link would run here. */
export function isSafeLink(url: string): boolean {
  return URL.canParse(url) && ["http:", "https:", "mailto:", "tel:"].includes(new URL(url).protocol);
}
