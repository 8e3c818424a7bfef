/** The values of an array in column-major order (first index fastest), as row-major ones (last index fastest). */
export function rowMajor<T>(values: ArrayLike<T>, shape: readonly number[]): T[] {
  const places = new Array<T>(values.length)
  const strides = shape.map((_, k) => shape.slice(k + 1).reduce((product, size) => product * size, 1))
  const index = new Array<number>(shape.length).fill(0)
  for (let i = 0, place = 0; i < values.length; i++) {
    places[place] = values[i]!
    for (let k = 0; k < shape.length; k++) {
      index[k]!++
      place += strides[k]!
      if (index[k]! < shape[k]!) break
      place -= strides[k]! * shape[k]!
      index[k] = 0
    }
  }
  return places
}
