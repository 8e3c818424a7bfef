/** 1 where `stays`, 0 elsewhere: (n,). */
export function maskOf(n: number, stays: (i: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: n }, (_, i) => (stays(i) ? 1 : 0))
}
