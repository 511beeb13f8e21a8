/** @jsxImportSource hono/jsx/dom */

/** As many colours as style/message.css has. */
const hues = 6;

/** Initials on a colour that stays with the name. */
export function Avatar({ name, isApp = false }: { name: string; isApp?: boolean }) {
  return (
    <span class={`avatar ${isApp ? "app" : `hue-${hueOf(name)}`}`} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.split(" ").filter(Boolean);
  const [first = "", last = ""] = [words[0], words.length > 1 ? words.at(-1) : ""];
  return (first.slice(0, 1) + (last ?? "").slice(0, 1)).toUpperCase();
}

const hueOf = (name: string) => [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % hues;
