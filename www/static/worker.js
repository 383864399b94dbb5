// Every engine worker starts here. The page's first message says which it is: the control worker, which takes the commands
// of runs; one of the pool's workers, which are the threads of the program; the explorer; the stepper. What follows goes to
// the part that this worker plays.

import init, * as engine from "./engine.js";

// In pages. Some devices refuse a large memory even before it is used.
const PAGE = 65536;
const INITIAL = 256;
const MAXIMA = [16384, 8192, 4096];

/** How each part begins (in its own time: it may start threads of its own), and where its messages go. */
const PARTS = {
  control: {
    begin: ({ workers, limit }, memory) => engine.control_main(workers, limit, memory),
    message: (text) => engine.control_message(text),
  },
  pool: { begin: ({ port }) => engine.pool_main(port) },
  explorer: {
    begin: ({ stop }, memory) => engine.explorer_main(stop, memory),
    message: (text) => engine.explorer_message(text),
  },
  stepper: {
    begin: (_, memory) => engine.stepper_main(memory),
    message: (text) => engine.stepper_message(text),
  },
};

let part;
let ready;

self.onmessage = ({ data }) => {
  ready = ready ? ready.then(() => deliver(data)) : start(data);
  ready = ready.catch(fail);
};

async function start(data) {
  const { module, memory, maximum, stack } = data;
  const own = memory ? undefined : memoryOfItsOwn();
  await init({ module_or_path: module, memory: memory ?? own.memory, thread_stack_size: stack });
  part = PARTS[data.role];
  await part.begin(data, (maximum ?? own.maximum) * PAGE);
}

function deliver(data) {
  if (typeof data === "string") {
    part.message(data);
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

/** Where the page gives no memory (it is not isolated and cannot, or this part shares none) the worker makes one. */
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
