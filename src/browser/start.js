// Starts a release: says what markup may come to be and what every file must hash to, then starts the page's wasm.
// The build writes the names and hashes into it.
import init from "./vital-few.js";

// Shown already if the sheet was refused; in all languages at once if the screen's own script was.
const screen = document.getElementById("crash");
if (!globalThis.showCrash || !screen.hidden) {
  screen.hidden = false;
  throw Error("a file of this page is not as it was built");
}

/** A second lock: what people import is text on the page. That no script within markup runs, the policy sees to. */
const FOREIGN = /<\s*(script|iframe|frame|object|embed|link|meta|base)\b/i;
globalThis.trustedTypes?.createPolicy("default", {
  createHTML: (markup) => (FOREIGN.test(markup) ? null : markup),
  createScriptURL: (address) => (new URL(address, document.baseURI).origin === location.origin ? address : null),
});

/** What each file of this build that is fetched later must hash to, by its address below the page's. */
let table;

async function files() {
  table ??= fetch(new URL("%table%", import.meta.url), { integrity: "%table integrity%" }).then((answer) => answer.json());
  try {
    return await table;
  } catch (error) {
    // The next attempt asks anew.
    table = undefined;
    throw error;
  }
}

/** What a file must hash to, by its address; the build has no others. */
globalThis.integrityOf = async (address) => {
  const { origin, pathname } = new URL(address, document.baseURI);
  const below = (origin + pathname).slice(new URL("..", import.meta.url).href.length);
  const integrity = (await files())[below];
  if (!integrity) throw Error(`${below} is no file of this build`);
  return integrity;
};

/** Where the browser can, the build is kept on the device: the page opens without a network from the next time on. */
async function keep() {
  const { serviceWorker } = navigator;
  const worker = new URL("../service_worker.js", import.meta.url);
  await serviceWorker.register(worker, { updateViaCache: "none" });
  const { active } = await serviceWorker.ready;
  const tell = () => active.postMessage({ language: document.documentElement.lang });
  new MutationObserver(tell).observe(document.documentElement, { attributeFilter: ["lang"] });
  tell();
}

/** A newer build that waits takes over while nothing is typed yet; the page then begins anew with it. */
async function renew() {
  const waiting = (await navigator.serviceWorker.getRegistration())?.waiting;
  if (!waiting) return;
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting.postMessage({ begins: true });
}

if (navigator.serviceWorker) {
  renew();
  // The page has the line and the processor first.
  setTimeout(() => keep().catch(console.warn), 5_000);
}

await init({ module_or_path: fetch(new URL("vital-few_bg.wasm", import.meta.url), { integrity: "%wasm integrity%" }) });
