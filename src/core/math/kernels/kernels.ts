import { kernelsBinary } from './kernels-binary.ts'

/** What assembly/kernels.ts exports. Addresses are bytes in `memory`; matrices are row-major, rows before columns. */
export interface Kernels {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number }
  scoresAndProducts(X: number, rows: number, columns: number, r: number, t: number, q: number): void
  scores(X: number, rows: number, columns: number, r: number, t: number): void
  products(X: number, rows: number, columns: number, u: number, q: number): void
  sumOfSquares(X: number, rows: number, columns: number): number
  columnSums(X: number, rows: number, columns: number, sums: number): void
  centerColumns(X: number, rows: number, columns: number, means: number, sums: number): void
  divideColumns(X: number, rows: number, columns: number, scales: number): void
  rowMoments(X: number, rows: number, columns: number, means: number, squares: number): void
  standardizeRows(X: number, rows: number, columns: number, centers: number, deviations: number): void
  correlateRows(X: number, rows: number, columns: number, weights: number, window: number, out: number): void
}

interface WebAssemblyHost {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: unknown }
}

const pageBytes = 65_536
/** Below lies what the compiler keeps for itself. */
const firstAddress = 4_096
/** A larger one is left to the plain code: memory that was once taken is never given back. */
const mostBytes = 2 ** 30

let loaded: Kernels | null | undefined
let allowed = true

/** The kernels, compiled when first asked for (a few milliseconds a thread); undefined where WebAssembly has no SIMD. */
function kernels(): Kernels | undefined {
  if (loaded === undefined) loaded = load() ?? null
  return loaded ?? undefined
}

function load(): Kernels | undefined {
  const host = (globalThis as { readonly WebAssembly?: WebAssemblyHost }).WebAssembly
  if (!host) return undefined
  try {
    const bytes = Uint8Array.from(atob(kernelsBinary), character => character.charCodeAt(0))
    return new host.Instance(new host.Module(bytes)).exports as Kernels
  } catch {
    return undefined
  }
}

/** Where arrays lie while kernels work on them; the next `openArena` of the thread takes it over. */
export interface Arena {
  readonly kernels: Kernels
  /** A view of `length` numbers that hold anything, until the next `openArena`. */
  take(length: number): Float64Array
}

/**
 * Room for `length` numbers in the memory of the kernels.
 * @returns undefined where there are no kernels or that is too much for them: the plain code then gives the same bits
 */
export function openArena(length: number): Arena | undefined {
  const needed = firstAddress + 8 * length
  if (!allowed || needed > mostBytes) return undefined
  const found = kernels()
  if (!found) return undefined
  const missing = needed - found.memory.buffer.byteLength
  try {
    if (missing > 0) found.memory.grow(Math.ceil(missing / pageBytes))
  } catch {
    return undefined
  }
  let next = firstAddress
  return {
    kernels: found,
    take: count => {
      const view = new Float64Array(found.memory.buffer, next, count)
      next += 8 * count
      return view
    },
  }
}

/** What `work` gives without kernels: for tests and benchmarks. */
export function withoutKernels<T>(work: () => T): T {
  allowed = false
  try {
    return work()
  } finally {
    allowed = true
  }
}
