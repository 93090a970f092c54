/// <reference lib="webworker" />
// Keeps the whole page on the device: it works without internet after the first visit, and a new version replaces the
// old one as a whole. The build puts the version and the files here.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

const VERSION = "version";
/** @type {string[]} */
const FILES = [/* files */];
// Of this folder only: another page on the same site keeps its own.
const PREFIX = `toegang-proefberekening:${worker.registration.scope}:`;
const CACHE = PREFIX + VERSION;

worker.addEventListener("install", (event) => {
  const fresh = FILES.map((file) => new Request(file, { cache: "reload" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)));
});

// A new version waits until the page says so, or until the old page is closed: the two are never mixed.
worker.addEventListener("message", ({ data }) => {
  if (data === "vernieuw") worker.skipWaiting();
});

worker.addEventListener("activate", (event) => {
  const old = (/** @type {string} */ name) => name.startsWith(PREFIX) && name !== CACHE;
  const cleared = caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))));
  event.waitUntil(cleared.then(() => worker.clients.claim()));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  event.respondWith(answer(request));
});

/** @param {Request} request */
async function answer(request) {
  const cache = await caches.open(CACHE);
  const url = new URL(request.url);
  url.search = "";
  url.hash = "";
  return (await cache.match(url.href)) ?? fetch(request);
}
