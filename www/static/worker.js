// Every engine worker starts here. The page's first message says which it is: the control worker, which takes the commands
// of runs; one of the pool's workers, which are the threads of the program; the explorer, which starts helpers of its own; the
// stepper. What follows goes to the part that this worker plays.

import init, * as engine from "./engine.js";
import { ready as sayReady } from "./helpers.js";

// In pages. Some devices refuse a large memory even before it is used.
const PAGE = 65536;
const INITIAL = 256;
const MAXIMA = [16384, 8192, 4096];
// Each takes some memory, even with nothing to do.
const MOST_HELPERS = 8;

/** How each part begins (in its own time: it may start threads of its own), and where its messages go. */
const PARTS = {
  control: {
    begin: ({ workers, limit }, bytes) => engine.control_main(workers, limit, bytes),
    message: (text) => engine.control_message(text),
  },
  pool: { begin: ({ port }) => engine.pool_main(port) },
  explorer: {
    begin: async ({ stop }, bytes) => engine.explorer_main(stop, bytes, await startHelpers()),
    message: (text) => engine.explorer_message(text),
  },
  helper: {
    begin: ({ port, receiver }) => {
      page = port;
      engine.helper_main(port);
      sayReady();
      engine.wbg_rayon_start_worker(receiver);
    },
  },
  stepper: {
    begin: (_, bytes) => engine.stepper_main(bytes),
    message: (text) => engine.stepper_message(text),
  },
};

let part;
let ready;
/** Where this worker says that it has failed. */
let page = self;

self.onmessage = ({ data }) => {
  ready = ready ? ready.then(() => deliver(data)) : start(data);
  ready = ready.catch(fail);
};

async function start(data) {
  const { memory, maximum } = data.memory ? data : memoryOfItsOwn();
  await init({ module_or_path: data.module, memory, thread_stack_size: data.stack });
  part = PARTS[data.role];
  await part.begin(data, maximum * PAGE);
}

/** Starts workers that share the explorer's work, where they can, and returns how many there are. */
async function startHelpers() {
  const wanted = Math.min(navigator.hardwareConcurrency ?? 1, MOST_HELPERS);
  if (!self.crossOriginIsolated || wanted < 2) {
    return 0;
  }
  try {
    await engine.initThreadPool(wanted);
    return wanted;
  } catch (error) {
    console.warn(error);
    return 0;
  }
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
  const message = part && engine.is_out_of_memory() ? `out of memory (${error})` : String(error);
  page.postMessage(JSON.stringify({ type: "panic", message }));
}
