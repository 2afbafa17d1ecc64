// What the page carries: packed files in elements that run nothing.

/** Content of the packed file `name`. */
export async function inflated(name) {
  const element = document.getElementById(name);
  const packed = bytesOf(element.textContent);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function bytesOf(base64) {
  if (Uint8Array.fromBase64) {
    return Uint8Array.fromBase64(base64);
  }
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
