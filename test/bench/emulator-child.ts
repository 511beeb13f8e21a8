import { startEmulator } from "../../src/emulator/server.ts";

/** An emulator in a process of its own, so that only its own memory is measured. Says where it is, and what it holds when asked. */
const [signingSecret, botToken] = process.argv.slice(2);
const emulator = await startEmulator({ signingSecret: signingSecret ?? "", botToken: botToken ?? "" });

process.on("message", () => process.send?.({ heldMiB: Math.round(process.memoryUsage.rss() / 2 ** 20) }));
process.on("disconnect", () => void emulator.close().then(() => process.exit(0)));
process.send?.({ apiUrl: emulator.apiUrl });
