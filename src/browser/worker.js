// Starts the page's own wasm in a worker. Its addresses carry hashes, so the page names them.
const { searchParams } = new URL(import.meta.url);
const { default: start } = await import(new URL(searchParams.get("script"), import.meta.url));
await start({ module_or_path: new URL(searchParams.get("wasm"), import.meta.url) });
