import qrcode from "qrcode";

/** Blank modules around the symbol, which readers need (ISO/IEC 18004: 4). */
const quietZone = 4;

/** The QR code as inline SVG, always dark on white: many readers fail on an inverted one. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, data } = qrcode.create(text, { errorCorrectionLevel: "M" }).modules;
  const side = size + 2 * quietZone;
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${side} ${side}`}
      shape-rendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      <rect width={side} height={side} fill="#fff" />
      <path d={modulesPath(data, size)} fill="#000" />
    </svg>
  );
}

/** One square for each dark module. */
function modulesPath(data: Uint8Array, size: number): string {
  const squares = Array.from(data, (isDark, index) =>
    isDark ? `M${(index % size) + quietZone} ${Math.floor(index / size) + quietZone}h1v1h-1z` : "",
  );
  return squares.join("");
}
