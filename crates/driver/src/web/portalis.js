// Starts {{name}}: in a page, in a worker, or in Node. See portalis.d.ts.

import init from "./{{module}}.js";

const names = { 1: "stdout", 2: "stderr" };

/** Shows whole lines on the console. */
function consoleWriter() {
  const rest = { stdout: "", stderr: "" };
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  const show = { stdout: (line) => console.log(line), stderr: (line) => console.error(line) };
  return {
    write(name, bytes) {
      const lines = (rest[name] + decoders[name].decode(bytes, { stream: true })).split("\n");
      rest[name] = lines.pop();
      lines.forEach(show[name]);
    },
    end() {
      for (const name of ["stdout", "stderr"]) {
        if (rest[name]) show[name](rest[name]);
        rest[name] = "";
      }
    },
  };
}

export function run({ args = [], argv0 = "{{name}}.py", write, wasm } = {}) {
  const toConsole = write ? null : consoleWriter();
  const writer = write ?? toConsole.write;
  return new Promise((resolve, reject) => {
    let over = false;
    const finish = (settle, value) => {
      if (over) return;
      over = true;
      toConsole?.end();
      settle(value);
    };
    // What the runtime asks its host for.
    globalThis.portalis_args = [argv0, ...args];
    globalThis.portalis_write = (fd, bytes) => writer(names[fd], bytes);
    globalThis.portalis_exit = (code) => finish(resolve, code);
    // A crash in a callback reaches nobody else.
    globalThis.addEventListener?.("error", (event) => finish(reject, event.error ?? new Error(event.message)));
    globalThis.addEventListener?.("unhandledrejection", (event) => finish(reject, event.reason));
    init(wasm && { module_or_path: wasm }).catch((error) => finish(reject, error));
  });
}
