/** Brotli streams, which have no magic: they are known by the name they are under. */
import { createBrotliDecompress } from 'node:zlib';
import { chunksOf, type ByteSource } from './source.ts';
import { ArchiveError } from './problem.ts';

export async function* decodeBrotli(source: ByteSource): AsyncGenerator<Uint8Array, void, void> {
  const stream = createBrotliDecompress();
  let failure: unknown = null;
  const feed = async (): Promise<void> => {
    try {
      // The end is told apart from the last bytes: with an error the runtime gives nothing of what came before it.
      for (const chunk of chunksOf(source)) {
        await new Promise<void>((resolve) => {
          stream.once('close', resolve);
          stream.write(Buffer.from(chunk), () => {
            stream.off('close', resolve);
            resolve();
          });
        });
        if (stream.destroyed) return;
      }
    } catch (error) {
      failure = error;
    }
    stream.end();
  };
  const feeding = feed();
  try {
    for await (const chunk of stream) yield chunk as Uint8Array;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (failure instanceof ArchiveError) throw failure;
    throw new ArchiveError(code === 'Z_BUF_ERROR' ? 'ends-early' : 'damaged');
  } finally {
    stream.destroy();
    await feeding;
  }
}
