// How a part of the page's wasm comes. The build puts this behind the script that says what each part needs.

/** A file of this build, checked where the build says what it must hash to. */
async function part(name) {
  const address = new URL(name, import.meta.url);
  const answer = await fetch(address, { integrity: await globalThis.integrityOf?.(address) });
  if (!answer.ok) throw Error(`${name}: ${answer.status}`);
  return answer.arrayBuffer();
}

/** How many small pieces there are, of all parts, in one file that begins with where each ends. */
const PIECES = %pieces%;
let pieces;

async function piece(number) {
  pieces ??= part("pieces.bin");
  try {
    const bytes = await pieces;
    const [from, to] = [number - 1, number].map((at) => new Uint32Array(bytes, 0, PIECES)[at] ?? 0);
    return bytes.slice(PIECES * 4 + from, PIECES * 4 + to);
  } catch (error) {
    // The next attempt asks anew.
    pieces = undefined;
    throw error;
  }
}
