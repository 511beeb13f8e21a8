import { z } from "zod";
import { openDatabase } from "../app/database.ts";
import { readDatabaseConfig } from "../config.ts";
import { type Command, CommandFailed } from "./command.ts";
import { readOptions } from "./options.ts";

/** Safe from several processes at once: they wait for each other. */
export const migrateCommand: Command = {
  name: "migrate",
  usage: "",
  about: "Bring the database up to date.",
  run: async (args, env) => {
    readOptions(args, z.object({}));
    const read = readDatabaseConfig(env);
    if (!read.ok) throw new CommandFailed(read.problems.join(" "));
    const database = await openDatabase(read.database);
    try {
      await database.migrate();
      return { json: { migrated: true }, text: "The database is up to date." };
    } finally {
      await database.close();
    }
  },
};
