/** The product's mark: a key in a round latch. Colours are the page's own. */
export function KeyMark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      <rect class="mark-ground" width="32" height="32" rx="9" />
      <g class="mark-key" fill="none" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round">
        <circle cx="12" cy="16" r="4.4" />
        <path d="M16.4 16H26v4.2M21.6 16v3" />
      </g>
    </svg>
  );
}

/** The same as a file, for the browser's tab. */
export const keyIcon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#0b5d4b"/>' +
  '<g fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round">' +
  '<circle cx="12" cy="16" r="4.4"/><path d="M16.4 16H26v4.2M21.6 16v3"/></g></svg>';
