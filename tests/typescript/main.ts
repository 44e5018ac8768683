import { sentences } from "./client.ts";

declare const process: { argv: string[] };

for (const line of await sentences(process.argv[2] ?? "")) {
  console.log(line);
}
