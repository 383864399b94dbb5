// How wasm-bindgen-rayon starts the workers that are its threads; this file takes the place of its own way. That starts them
// from blob: addresses, which the page's policy forbids, waits for ever where one does not start, and loses what a failing one says.

const READY = "ready";
/** Firefox forgets workers that nobody holds. */
const helpers = [];

/**
 * Starts as many workers over this one's memory as the builder wants. None of them alone is of any use (the others' share of the
 * work would be waited for), so where one cannot be started there are none.
 */
export async function startWorkers(module, memory, builder) {
  const receiver = builder.receiver();
  const ports = [];
  const startOne = () =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
      const { port1, port2 } = new MessageChannel();
      helpers.push(worker);
      ports.push(port2);
      worker.onmessage = ({ data }) => (data === READY ? resolve() : reject(new Error(data)));
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage({ role: "helper", module, memory, receiver, port: port1 }, [port1]);
    });
  try {
    await Promise.all(Array.from({ length: builder.numThreads() }, startOne));
  } catch (error) {
    helpers.forEach((worker) => worker.terminate());
    throw error;
  }
  builder.build();
  // The page hears them by itself: while it searches, this worker hears nothing.
  self.postMessage(JSON.stringify({ type: "helpers" }), ports);
}

/** Where a helper says that it is about to wait for its part. */
export const ready = () => self.postMessage(READY);
