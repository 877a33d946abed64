// How a part of the page's wasm comes. The build puts this behind the script that says what each part needs.

/** A file of this build, checked where the build says what it must hash to. */
async function part(name) {
  const address = new URL(name, import.meta.url);
  const answer = await fetch(address, { integrity: await globalThis.integrityOf?.(address) });
  if (!answer.ok) throw Error(`${name}: ${answer.status}`);
  return answer.arrayBuffer();
}

/** The small pieces of all parts, in one file. */
let pieces;

/** One of them, by where it lies. */
async function piece(from, to) {
  pieces ??= part("pieces.bin");
  try {
    return (await pieces).slice(from, to);
  } catch (error) {
    // The next attempt asks anew.
    pieces = undefined;
    throw error;
  }
}
