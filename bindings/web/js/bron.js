/**
 * A file of this package: in a browser or worker by fetch, in Node from the file system.
 *
 * @param {string} path from this file
 * @returns {Promise<Response | Uint8Array>}
 */
export async function bron(path) {
  const url = new URL(path, import.meta.url);
  if (url.protocol === "file:") {
    const { readFile } = await import("node:fs/promises");
    return readFile(url);
  }
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} is niet te laden: ${response.status} ${response.statusText}`);
  return response;
}

/** The bytes of a file of this package. */
export async function bytes(path) {
  const found = await bron(path);
  return found instanceof Uint8Array ? found : new Uint8Array(await found.arrayBuffer());
}

/** Once, and the same for everybody; again only after it failed. */
export function once(make) {
  let made;
  return () => {
    made ??= make().catch((error) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
