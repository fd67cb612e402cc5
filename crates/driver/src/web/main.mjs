// Runs {{name}} in Node: node main.mjs ARGS

import { readFile } from "node:fs/promises";
import { writeSync } from "node:fs";
import process from "node:process";
import { run } from "./portalis.js";

/** Writes all of it now: `process.exit` would drop what a stream has buffered. */
function write(stream, bytes) {
  const fd = stream === "stdout" ? 1 : 2;
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(fd, bytes));
    } catch (error) {
      // The reader of a pipe is slow (EAGAIN), or has gone away.
      if (error.code === "EPIPE") process.exit(141);
      if (error.code !== "EAGAIN") throw error;
    }
  }
}

function crash(error) {
  write("stderr", new TextEncoder().encode(`${error?.stack ?? error}\n`));
  process.exit(101);
}

process.on("uncaughtException", crash);
process.on("unhandledRejection", crash);
const wasm = await readFile(new URL("./{{module}}_bg.wasm", import.meta.url));
const argv0 = process.env.PORTALIS_ARGV0 ?? "{{name}}.py";
run({ args: process.argv.slice(2), argv0, write, wasm }).then((code) => process.exit(code), crash);
