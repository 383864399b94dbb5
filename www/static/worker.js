// Every engine worker starts here. The page's first message says which it is: the control worker, which takes the commands
// of runs; one of the pool's workers, which are the threads of the program; the explorer, which starts helpers of its own; the
// stepper. What follows goes to the part that this worker plays.

import init, * as engine from "./engine.js";

// In pages. Some devices refuse a large memory even before it is used.
const PAGE = 65536;
const INITIAL = 256;
const MAXIMA = [16384, 8192, 4096];
// Each takes some memory, even with nothing to do.
const MOST_HELPERS = 8;

/** How each part begins (in its own time: it may start threads of its own), and where its messages go. */
const PARTS = {
  control: {
    begin: ({ workers, limit }, { bytes }) => engine.control_main(workers, limit, bytes),
    message: (text) => engine.control_message(text),
  },
  pool: { begin: ({ port }) => engine.pool_main(port) },
  explorer: {
    begin: async ({ module, stop }, own) => engine.explorer_main(stop, own.bytes, await startHelpers(module, own)),
    message: (text) => engine.explorer_message(text),
  },
  helper: {
    begin: ({ port }) => {
      page = port;
      self.postMessage(READY);
      engine.helper_main(port);
    },
  },
  stepper: {
    begin: (_, { bytes }) => engine.stepper_main(bytes),
    message: (text) => engine.stepper_message(text),
  },
};
const READY = "ready";

let part;
let ready;
/** Where this worker says that it has failed. */
let page = self;
/** Firefox forgets workers that nobody holds. */
const helpers = [];

self.onmessage = ({ data }) => {
  ready = ready ? ready.then(() => deliver(data)) : start(data);
  ready = ready.catch(fail);
};

async function start(data) {
  const { memory, maximum } = data.memory ? data : memoryOfItsOwn();
  await init({ module_or_path: data.module, memory, thread_stack_size: data.stack });
  part = PARTS[data.role];
  await part.begin(data, { memory, maximum, bytes: maximum * PAGE });
}

/**
 * Starts workers that share the explorer's work, where they can, and returns how many there are. None of them alone is of any
 * use: the explorer would wait for what the others have taken.
 */
async function startHelpers(module, { memory, maximum }) {
  const wanted = Math.min(navigator.hardwareConcurrency ?? 1, MOST_HELPERS);
  if (!self.crossOriginIsolated || wanted < 2) {
    return 0;
  }
  const ports = [];
  const startOne = () =>
    new Promise((resolve, reject) => {
      const worker = new Worker(import.meta.url, { type: "module" });
      const { port1, port2 } = new MessageChannel();
      helpers.push(worker);
      ports.push(port2);
      worker.onmessage = ({ data }) => (data === READY ? resolve() : reject(new Error(data)));
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage({ role: "helper", module, memory, maximum, port: port1 }, [port1]);
    });
  try {
    await Promise.all(Array.from({ length: wanted }, startOne));
  } catch (error) {
    console.warn(error);
    helpers.forEach((worker) => worker.terminate());
    return 0;
  }
  // The page hears them by itself: while it searches, this worker hears nothing.
  self.postMessage(JSON.stringify({ type: "helpers" }), ports);
  return wanted;
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
  page.postMessage(JSON.stringify({ type: "panic", message: String(error) }));
}
