/** How to run the program. */
export interface Options {
  /** `sys.argv[1:]`; empty unless given. */
  args?: string[];
  /** `sys.argv[0]`; the name of the Python file unless given. */
  argv0?: string;
  /** Takes the program's output as UTF-8; without it lines go to the console. */
  write?: (stream: "stdout" | "stderr", bytes: Uint8Array) => void;
  /** The WebAssembly module, where it is not to be fetched from beside this file. */
  wasm?: BufferSource | WebAssembly.Module | URL | Response | Promise<Response>;
}

/**
 * Runs the program once and resolves to its exit code.
 * It rejects if the program could not be loaded or crashed; a Python exception is no crash: its traceback goes to `stderr` and the code is 1.
 */
export function run(options?: Options): Promise<number>;
