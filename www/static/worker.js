// Every engine worker starts here: the control worker, which takes the page's commands, and the pool's workers, which
// are the threads of the program. The page's first message says which it is; what follows goes to the control worker.

import init, * as engine from "./engine.js";

// In pages. Some devices refuse a large memory even before it is used.
const PAGE = 65536;
const INITIAL = 256;
const MAXIMA = [16384, 8192, 4096];

let ready;

self.onmessage = ({ data }) => {
  ready = ready ? ready.then(() => deliver(data)) : start(data);
  ready = ready.catch(fail);
};

async function start({ role, module, memory, maximum, stack, workers, limit, port }) {
  const own = memory ? undefined : memoryOfItsOwn();
  await init({ module_or_path: module, memory: memory ?? own.memory, thread_stack_size: stack });
  if (role === "control") {
    engine.control_main(workers, limit, (maximum ?? own.maximum) * PAGE);
  } else {
    engine.pool_main(port);
  }
}

function deliver(data) {
  if (typeof data === "string") {
    engine.control_message(data);
  } else {
    data.port.onmessage = () => {
      try {
        engine.control_wake();
      } catch (error) {
        fail(error);
      }
    };
  }
}

/** Where the page is not isolated it cannot send a memory; the control worker is alone with one then. */
function memoryOfItsOwn() {
  for (const maximum of MAXIMA) {
    try {
      return { memory: new WebAssembly.Memory({ initial: INITIAL, maximum, shared: true }), maximum };
    } catch (error) {
      console.warn(error);
    }
  }
  throw new Error("no memory for the engine");
}

function fail(error) {
  self.postMessage(JSON.stringify({ type: "panic", message: String(error) }));
}
