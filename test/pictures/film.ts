import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** Long enough to read what changed. */
const secondsAFrame = 2.5;
/** One palette for all, without dithering: screens are flat, and stay small. */
const filter =
  "scale=960:-1:flags=lanczos,split[a][b];[a]palettegen=max_colors=160[p];[b][p]paletteuse=dither=none";

/** Screenshots, one after the other, as one moving picture. `write` takes `ffmpeg` of the machine. */
export async function startFilm() {
  const dir = await mkdtemp(join(tmpdir(), "latchkey-film-"));
  const frames: string[] = [];
  return {
    add: async (png: Buffer) => {
      const frame = join(dir, `${frames.length}.png`);
      await writeFile(frame, png);
      frames.push(frame);
    },
    write: async (path: string) => {
      const list = join(dir, "frames.txt");
      const lines = frames.map((frame) => `file '${frame}'\nduration ${secondsAFrame}`);
      // The last one is named twice: else its duration is left out (ffmpeg's concat demuxer).
      await writeFile(list, `${lines.join("\n")}\nfile '${frames.at(-1)}'\n`);
      const input = ["-f", "concat", "-safe", "0", "-i", list];
      await promisify(execFile)("ffmpeg", ["-y", ...input, "-vf", filter, "-loop", "0", path]);
    },
    close: () => rm(dir, { recursive: true, force: true }),
  };
}
