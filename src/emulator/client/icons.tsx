/** @jsxImportSource hono/jsx/dom */

/** Our own drawings, on a grid of 20. */
const shapes = {
  hash: "M7.5 3 6 17M14 3l-1.5 14M3.5 7.5h14M2.5 12.5h14",
  lock: "M6 9V6.5a4 4 0 0 1 8 0V9M4.5 9h11v8h-11z",
  bolt: "M11.5 2.5 4.5 11.5h5l-1 6 7-9h-5z",
  dots: "M10 4.5v.01M10 10v.01M10 15.5v.01",
  reply: "M3 4h14v10H9l-4 3v-3H3zM6.5 8h7M6.5 11h4",
  close: "M4.5 4.5l11 11M15.5 4.5l-11 11",
  menu: "M3 5h14M3 10h14M3 15h14",
  chevron: "M5 7.5l5 5 5-5",
  send: "M3 3.5 17.5 10 3 16.5l2-6.5zM5 10h6",
  eye: "M2 10s3-5.5 8-5.5 8 5.5 8 5.5-3 5.5-8 5.5S2 10 2 10zM10 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z",
} as const;

export type IconName = keyof typeof shapes;

/** A drawing beside words; where it stands alone the button around it has the words. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={shapes[name]} />
    </svg>
  );
}
