// The service worker: it answers as the web server does, with the headers added that isolate the page.

const POLICIES = {
  // Chromium: also in frames, and windows that the page opens stay connected with it.
  document: { "Document-Isolation-Policy": "isolate-and-credentialless" },
  // All others: pages that are not in a frame.
  opener: { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" },
};
const headers = POLICIES[new URL(self.location.href).searchParams.get("policy")] ?? {};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (new URL(request.url).origin === self.location.origin) {
    event.respondWith(isolated(request));
  }
});

async function isolated(request) {
  const response = await fetch(request);
  if (response.type === "opaqueredirect" || response.type === "error") {
    return response;
  }
  const all = new Headers(response.headers);
  for (const [name, value] of Object.entries({ ...headers, "Cross-Origin-Resource-Policy": "same-origin" })) {
    all.set(name, value);
  }
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers: all });
}
