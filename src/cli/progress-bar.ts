type Terminal = { isTTY?: boolean; write: (text: string) => unknown };

const width = 30;

/** A line that draws itself over, on a terminal only: a file or a pipe gets nothing. */
export function progressBar(terminal: Terminal) {
  let shown = "";
  return {
    show: (done: number, all: number) => {
      const full = Math.floor((width * done) / Math.max(all, 1));
      const line = `[${"#".repeat(full)}${"-".repeat(width - full)}] ${Math.floor((100 * done) / Math.max(all, 1))} %`;
      // Thousands of boxes are a few dozen changes of this line.
      if (!terminal.isTTY || line === shown) return;
      shown = line;
      terminal.write(`\r${line}`);
    },
    end: () => {
      if (shown) terminal.write("\n");
    },
  };
}
