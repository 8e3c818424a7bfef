import { gunzipSync, gzipSync } from 'node:zlib'

/** Loaded only when rows are read or written: a summary needs neither. */
export const loadReader = () => import('hyparquet')
export const loadWriter = () => import('hyparquet-writer')

/** Load the writer while the processor has nothing else to do. Where it cannot be loaded, the first write says so. */
export function loadWriterAhead(): void {
  loadWriter().catch(() => undefined)
}

export const compressors = { GZIP: (bytes: Uint8Array): Uint8Array => gzipSync(bytes, { level: 1 }) }

/**
 * Snappy, which checkpoints write, the reader knows by itself; gzip is what compactions leave. Told how much comes out, it takes
 * no more memory than that, and not at once what a damaged page claims.
 */
export const decompressors = {
  GZIP: (bytes: Uint8Array, length: number): Uint8Array =>
    gunzipSync(bytes, { chunkSize: Math.min(Math.max(64, length + 1), 1024 * 1024) }),
}

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString()

/** Times come out as the records hold them. */
export const parsers = {
  timestampFromMilliseconds: (time: bigint): string => iso(Number(time)),
  timestampFromMicroseconds: (time: bigint): string => iso(Number(time / 1000n)),
  timestampFromNanoseconds: (time: bigint): string => iso(Number(time / 1_000_000n)),
}
