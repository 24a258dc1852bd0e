/**
 * What is served to a page, as it was read. Given as bytes, a body would be copied once more, and main would keep what it
 * served twice until it next collects, which in an app that rests may be hours away.
 */
export function bodyOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}
