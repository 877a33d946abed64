
// Follows the import worker's own script in the worker: told where its wasm is and what that must hash to, it starts it.
onmessage = ({ data: [address, integrity] }) =>
  wasm_bindgen({ module_or_path: fetch(address, { integrity }) }).catch(reportError);
