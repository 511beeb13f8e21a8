/** @jsxImportSource hono/jsx/dom */
import { useState } from "hono/jsx/dom";
import { piecesOf, shortened } from "./pretty.ts";

/** A text with its secrets shortened, each with a button that shows it. */
export function Guarded({ text, name }: { text: string; name?: string | undefined }) {
  return (
    <>
      {piecesOf(text, name).map((piece, index) =>
        piece.isSecret ? <Secret key={index} text={piece.text} /> : <span key={index}>{piece.text}</span>,
      )}
    </>
  );
}

function Secret({ text }: { text: string }) {
  const [isShown, setShown] = useState(false);
  return (
    <span class="secret">
      {isShown ? text : shortened(text)}
      <button type="button" class="small-button" onClick={() => setShown(!isShown)}>
        {isShown ? "Hide" : "Show"}
      </button>
    </span>
  );
}
