// Keeps this build on the device, so that the page opens without a network and a page that is open keeps the parts of
// the build it began with. The build writes its name and its files with their hashes into it.

const BUILD = "%build%";
/** By their addresses below the page's. */
const FILES = %files%;

/** Texts are fetched in the language that is read. */
const isText = (name) => name.includes("/text/");
/** The sample is for a first look. */
const isKept = (name) => !isText(name) && !name.startsWith("sample/");

/** A file below the page's address. The page itself has no name. */
const addressOf = (name) => new URL(name === "index.html" ? "./" : name, registration.scope).href;

/** Puts files into the store of this build, checked; those that are there stay. */
async function keep(names) {
  const store = await caches.open(BUILD);
  const put = async (name) => {
    const address = addressOf(name);
    if (await store.match(address)) return;
    const answer = await fetch(address, { integrity: FILES[name], cache: "no-cache" });
    if (!answer.ok) throw Error(`${name}: ${answer.status}`);
    await store.put(address, answer);
  };
  // One after the other: the page has the line first.
  for (const name of names) await put(name);
}

/** All of the build but the texts of languages nobody reads here. */
addEventListener("install", (event) => event.waitUntil(keep(Object.keys(FILES).filter(isKept))));

/** From now on no page of an earlier build is open. */
async function clean() {
  const builds = (await caches.keys()).filter((name) => name.startsWith("vital-few-") && name !== BUILD);
  await Promise.all(builds.map((name) => caches.delete(name)));
}
addEventListener("activate", (event) => event.waitUntil(clean()));

/** What a page says: the language it is read in, or that it begins anew and nothing is typed in it. */
addEventListener("message", (event) => {
  const { language, begins } = event.data ?? {};
  if (language) event.waitUntil(keep(Object.keys(FILES).filter((name) => name.includes(`/text/${language}/`))));
  if (begins) event.waitUntil(takeOver());
});

/** Takes the place of the build before, if no other page is open that began with it. */
async function takeOver() {
  const open = await clients.matchAll({ includeUncontrolled: true });
  if (open.filter(({ url }) => url.startsWith(registration.scope)).length === 1) await skipWaiting();
}

/** What is kept comes from here, and anything else over the line. */
async function answer(request) {
  const { origin, pathname } = new URL(request.url);
  const asked = origin + pathname;
  const isPage = request.mode === "navigate" && asked === `${registration.scope}index.html`;
  const store = await caches.open(BUILD);
  return (await store.match(isPage ? registration.scope : asked)) ?? fetch(request);
}
addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(registration.scope)) event.respondWith(answer(event.request));
});
