// The isolation ladder. Real threads need a memory that workers share, and a browser shares memory only in a page that
// is isolated from others. Where the web server does not say so, our service worker can, from the next load on.

const TRIES = "racecourse.isolation-tries";
const SCOPE = new URL("../", import.meta.url);
// The first Chromium that knows the Document-Isolation-Policy.
const POLICY_VERSION = 137;

/**
 * Climbs as high as this browser and this page can. It may reload the page, at most twice.
 * @returns {Promise<"header"|"worker"|"frame"|"insecure"|"unsupported"|"refused">} the step: isolated by the web server
 * or by the service worker; or why not.
 */
export async function climb() {
  const container = serviceWorkers();
  if (self.crossOriginIsolated) {
    remember(0);
    return container?.controller ? "worker" : "header";
  }
  if (!self.isSecureContext) {
    return "insecure";
  }
  const framed = self.top !== self;
  if (!container) {
    return framed ? "frame" : "unsupported";
  }
  const steps = [];
  if (knowsPolicy()) {
    steps.push("document");
  }
  if (!framed) {
    steps.push("opener");
  }
  const tries = tried();
  if (tries >= steps.length || !remember(tries + 1)) {
    return framed ? "frame" : "refused";
  }
  try {
    await install(container, steps[tries]);
  } catch (error) {
    console.warn("no service worker", error);
    return framed ? "frame" : "refused";
  }
  self.location.reload();
  return new Promise(() => {});
}

/** The page's service workers; a sandboxed frame may not even ask. */
function serviceWorkers() {
  try {
    return navigator.serviceWorker;
  } catch {
    return undefined;
  }
}

function knowsPolicy() {
  const brands = navigator.userAgentData?.brands ?? [];
  return brands.some(({ brand, version }) => brand === "Chromium" && Number(version) >= POLICY_VERSION);
}

async function install(container, policy) {
  const registration = await container.register(new URL(`sw.js?policy=${policy}`, SCOPE), { scope: SCOPE.pathname });
  const worker = registration.installing ?? registration.waiting ?? registration.active;
  await new Promise((resolve, reject) => {
    const look = () => {
      if (worker.state === "activated") {
        resolve();
      } else if (worker.state === "redundant") {
        reject(new Error("the service worker was refused"));
      }
    };
    worker.addEventListener("statechange", look);
    look();
  });
}

function tried() {
  try {
    return Number(sessionStorage.getItem(TRIES)) || 0;
  } catch {
    return 2;
  }
}

/** Without a memory of the tries there could be reloads without end: then there must be none. */
function remember(tries) {
  try {
    sessionStorage.setItem(TRIES, String(tries));
    return true;
  } catch {
    return false;
  }
}
