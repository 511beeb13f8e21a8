import { existsSync } from "node:fs";

/** Loads `.env` of the working directory, where there is one. What the environment already holds wins. */
export function loadEnvFile(): void {
  if (existsSync(".env")) process.loadEnvFile(".env");
}
