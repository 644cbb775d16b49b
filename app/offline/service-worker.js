/*
 * Keeps the page and its samples in the browser, so that both work without a network after the first
 * visit. Written to `service-worker.js` by the build, which puts the list of files in. Classic JavaScript: a
 * service worker is a script of its own.
 */
const VERSION = '__VERSION__';
/** @type {string[]} */
const FILES = JSON.parse('__FILES__');

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(VERSION).then((cache) =>
      // `reload`: what the browser has from before may belong to another version.
      cache.addAll(FILES.map((file) => new Request(file, { cache: 'reload' }))),
    ),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(names.filter((name) => name !== VERSION).map((name) => caches.delete(name))),
      ),
  );
});

// A new version waits until the person says so: a session that is being looked at is not taken away.
self.addEventListener('message', (event) => {
  if (event.data === 'take-over') void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  const wanted = url.pathname.endsWith('/') ? new URL('index.html', url) : url;
  event.respondWith(
    caches
      .open(VERSION)
      .then((cache) => cache.match(wanted.href, { ignoreSearch: true }))
      .then((kept) => kept ?? fetch(request)),
  );
});
