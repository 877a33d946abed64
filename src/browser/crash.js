// What remains when the page has stopped: a screen that says so, and a way to save what is stored.
// It needs nothing of the page's wasm, which may be what broke, and runs before it.

const PREFIX = "vital-few/";
const DATABASE = "vital-few";
/** Some browsers never answer for a store they have lost. */
const PATIENCE_MS = 10_000;

/** Shows the screen in the document's language in place of the page. */
function show() {
  const screen = document.getElementById("crash");
  if (!screen) return addEventListener("DOMContentLoaded", show, { once: true });
  // Removed and not hidden: an open dialog would go on barring everything else.
  for (const child of [...document.body.children]) if (child !== screen) child.remove();
  const texts = [...screen.querySelectorAll("[lang]")];
  const spoken = texts.find((text) => text.lang === document.documentElement.lang)?.lang ?? "en";
  for (const text of texts) text.hidden = text.lang !== spoken;
  screen.hidden = false;
}

/** Whether an error ends the page: a trap in wasm, or whatever kept it from starting. */
function isFatal(error) {
  const stack = String(error?.stack ?? "");
  if (stack.includes("extension://")) return false;
  const hasStarted = document.body && !document.getElementById("loading");
  const isOverflow = /call stack|recursion/i.test(error?.message) && stack.includes("wasm-function");
  return !hasStarted || isOverflow || error instanceof WebAssembly.RuntimeError;
}

// By this the page knows that it may start: without this script nobody would say that it broke.
globalThis.showCrash = show;

// The page says so itself when it panics; a trap or a failed start can't.
addEventListener("vital-few-crash", show);
addEventListener("unhandledrejection", (event) => isFatal(event.reason) && show());
// Files that don't arrive are told to their own elements only: hence the capture.
addEventListener("error", (event) => {
  const isOfPage = event instanceof ErrorEvent;
  // The sheets of pages are waited for by those who asked.
  if (isOfPage ? isFatal(event.error) : event.target.matches?.("script, link[rel=stylesheet]:not([data-room])")) show();
}, true);

// A page that works asks for the same file when its data don't.
addEventListener("vital-few-save-raw", async () => save(await everything()));

addEventListener("DOMContentLoaded", () => {
  document.getElementById("crash-reload").addEventListener("click", () => location.reload());
  const button = document.getElementById("crash-export");
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      save(await everything());
    } finally {
      button.disabled = false;
    }
  });
});

/** Everything this browser holds for the page, as it is stored. */
async function everything() {
  const unreadable = [];
  let local = [];
  try {
    local = readLocalStorage();
  } catch {
    unreadable.push("local_storage");
  }
  let stores = [];
  try {
    stores = await inTime(readDatabase(unreadable));
  } catch {
    unreadable.push("indexed_db");
  }
  return {
    format: "vital-few-raw",
    version: 1,
    exported_at: new Date().toISOString(),
    local_storage: Object.fromEntries(local),
    indexed_db: Object.fromEntries(stores),
    ...(unreadable.length > 0 && { unreadable }),
  };
}

function readLocalStorage() {
  const keys = Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at));
  return keys.filter((key) => key.startsWith(PREFIX)).map((key) => [key, localStorage.getItem(key)]);
}

async function readDatabase(unreadable) {
  const database = await openDatabase();
  if (!database) return [];
  const stores = [];
  for (const name of database.objectStoreNames) {
    try {
      stores.push([name, Object.fromEntries(await readStore(database, name, unreadable))]);
    } catch {
      unreadable.push(`indexed_db/${name}`);
    }
  }
  database.close();
  return stores;
}

/** The database as it is, or nothing if there is none: this neither makes nor upgrades one. */
function openDatabase() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE);
    let isNew = false;
    request.onupgradeneeded = () => {
      isNew = true;
      request.transaction.abort();
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      event.preventDefault();
      if (isNew) resolve(null);
      else reject(request.error);
    };
  });
}

/** A store's entries. One that can't be read or written as JSON is named, and the others go on. */
async function readStore(database, name, unreadable) {
  const store = database.transaction(name).objectStore(name);
  const keys = await answer(store.getAllKeys());
  const read = async (key) => {
    const text = typeof key === "string" ? key : JSON.stringify(plain(key));
    try {
      return [[text, plain(await answer(store.get(key)))]];
    } catch {
      unreadable.push(`indexed_db/${name}/${text}`);
      return [];
    }
  };
  return (await Promise.all(keys.map(read))).flat();
}

function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      // Or it would end the transaction, and the other requests with it.
      event.preventDefault();
      reject(request.error);
    };
  });
}

/** A value as JSON can say it; throws for what it can't say, such as a file's handle. */
function plain(value) {
  if (value === null || ["string", "number", "boolean", "undefined"].includes(typeof value)) return value;
  if (value instanceof ArrayBuffer) return { base64: base64(new Uint8Array(value)) };
  if (ArrayBuffer.isView(value)) {
    return { base64: base64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) };
  }
  if (value instanceof Date) return value.toJSON();
  if (Array.isArray(value)) return value.map(plain);
  if (Object.getPrototypeOf(value) !== Object.prototype) throw new TypeError("no JSON");
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
}

function base64(bytes) {
  const parts = [];
  for (let at = 0; at < bytes.length; at += 0x8000) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  }
  return btoa(parts.join(""));
}

function inTime(promise) {
  const late = new Promise((_, reject) => setTimeout(reject, PATIENCE_MS, new Error("no answer")));
  return Promise.race([promise, late]);
}

function save(content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(content)], { type: "application/json" }));
  link.download = `vital-few-raw-${content.exported_at.slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
