import { env } from "node:process";
import { loadEnvFile } from "../config/env-file.ts";
import { run } from "./run.ts";

loadEnvFile();
const { code, stdout, stderr } = await run(process.argv.slice(2), env);
if (stdout !== undefined) process.stdout.write(`${stdout}\n`);
if (stderr !== undefined) process.stderr.write(`${stderr}\n`);
process.exitCode = code;
