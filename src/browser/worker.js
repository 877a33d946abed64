// Starts the import worker's wasm. What was asked for here is asked for there, so that all are of one build.
const { search } = new URL(import.meta.url);
const { default: start } = await import(`./import-worker.js${search}`);
await start({ module_or_path: new URL(`import-worker_bg.wasm${search}`, import.meta.url) });
