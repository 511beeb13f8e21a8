import { expect, test } from "vitest";
import { lineOf } from "../../src/crypto/line.ts";

test("R27: at most so many are served at once, the first come first, and all of them in the end", async () => {
  const inLine = lineOf(3);
  const [begun, done]: [number[], (() => void)[]] = [[], []];
  const all = Array.from({ length: 7 }, (_, n) =>
    inLine(async () => {
      begun.push(n);
      await new Promise<void>((resolve) => done.push(resolve));
    }),
  );
  for (let next = 0; next < all.length; next++) {
    await expect.poll(() => begun.length).toBe(Math.min(next + 3, all.length));
    done[next]?.();
  }
  await Promise.all(all);
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

test("a work that fails makes room for the next", async () => {
  const inLine = lineOf(1);
  const failing = inLine(() => Promise.reject(new Error("no")));
  const next = inLine(async () => "served");
  await expect(failing).rejects.toThrow("no");
  expect(await next).toBe("served");
});
