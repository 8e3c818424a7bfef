/*
 * The hot loops, in AssemblyScript for WebAssembly SIMD. `npm run kernels` compiles this file to
 * src/core/math/kernels/kernels-binary.ts; beside it stands each of them in plain TypeScript, in the same order of additions.
 * Addresses are bytes, matrices row-major. At most eight sums are held at once: more of them spill on older V8.
 */

function lanes(a: v128, b: v128): f64 {
  const both = f64x2.add(a, b)
  return f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1)
}

function addTimes(sum: v128, a: v128, b: v128): v128 {
  return f64x2.add(sum, f64x2.mul(a, b))
}

/** Four partial sums, of every fourth product each; what is left over is added to their sum. */
function dot(a: usize, b: usize, columns: i32): f64 {
  const whole = (columns & ~3) << 3
  const end = columns << 3
  let low = f64x2.splat(0)
  let high = f64x2.splat(0)
  let j: usize = 0
  for (; j < <usize>whole; j += 32) {
    low = addTimes(low, v128.load(a + j), v128.load(b + j))
    high = addTimes(high, v128.load(a + j, 16), v128.load(b + j, 16))
  }
  let sum = lanes(low, high)
  for (; j < <usize>end; j += 8) sum += load<f64>(a + j) * load<f64>(b + j)
  return sum
}

/** q += Xᵀu for four rows of X, which follow each other. */
function addFourRows(x0: usize, columns: i32, u0: f64, u1: f64, u2: f64, u3: f64, q: usize): void {
  const stride = <usize>columns << 3
  const pairs = <usize>(columns & ~1) << 3
  const x1 = x0 + stride
  const x2 = x1 + stride
  const x3 = x2 + stride
  const w0 = f64x2.splat(u0)
  const w1 = f64x2.splat(u1)
  const w2 = f64x2.splat(u2)
  const w3 = f64x2.splat(u3)
  let j: usize = 0
  for (; j < pairs; j += 16) {
    const first = f64x2.add(f64x2.mul(w0, v128.load(x0 + j)), f64x2.mul(w1, v128.load(x1 + j)))
    const second = f64x2.add(f64x2.mul(w2, v128.load(x2 + j)), f64x2.mul(w3, v128.load(x3 + j)))
    v128.store(q + j, f64x2.add(v128.load(q + j), f64x2.add(first, second)))
  }
  for (; j < stride; j += 8) {
    const first = u0 * load<f64>(x0 + j) + u1 * load<f64>(x1 + j)
    const second = u2 * load<f64>(x2 + j) + u3 * load<f64>(x3 + j)
    store<f64>(q + j, load<f64>(q + j) + (first + second))
  }
}

/** q += u x */
function addRow(x: usize, columns: i32, u: f64, q: usize): void {
  const stride = <usize>columns << 3
  const pairs = <usize>(columns & ~1) << 3
  const w = f64x2.splat(u)
  let j: usize = 0
  for (; j < pairs; j += 16) v128.store(q + j, addTimes(v128.load(q + j), w, v128.load(x + j)))
  for (; j < stride; j += 8) store<f64>(q + j, load<f64>(q + j) + u * load<f64>(x + j))
}

/** The products of four rows of X, which follow each other, with r. */
function dotsOfFour(x0: usize, columns: i32, r: usize, to: usize): void {
  const stride = <usize>columns << 3
  const whole = <usize>(columns & ~3) << 3
  const x1 = x0 + stride
  const x2 = x1 + stride
  const x3 = x2 + stride
  let low0 = f64x2.splat(0)
  let low1 = f64x2.splat(0)
  let low2 = f64x2.splat(0)
  let low3 = f64x2.splat(0)
  let high0 = f64x2.splat(0)
  let high1 = f64x2.splat(0)
  let high2 = f64x2.splat(0)
  let high3 = f64x2.splat(0)
  let j: usize = 0
  for (; j < whole; j += 32) {
    const low = v128.load(r + j)
    low0 = addTimes(low0, v128.load(x0 + j), low)
    low1 = addTimes(low1, v128.load(x1 + j), low)
    low2 = addTimes(low2, v128.load(x2 + j), low)
    low3 = addTimes(low3, v128.load(x3 + j), low)
    const high = v128.load(r + j, 16)
    high0 = addTimes(high0, v128.load(x0 + j, 16), high)
    high1 = addTimes(high1, v128.load(x1 + j, 16), high)
    high2 = addTimes(high2, v128.load(x2 + j, 16), high)
    high3 = addTimes(high3, v128.load(x3 + j, 16), high)
  }
  let s0 = lanes(low0, high0)
  let s1 = lanes(low1, high1)
  let s2 = lanes(low2, high2)
  let s3 = lanes(low3, high3)
  for (; j < stride; j += 8) {
    const weight = load<f64>(r + j)
    s0 += load<f64>(x0 + j) * weight
    s1 += load<f64>(x1 + j) * weight
    s2 += load<f64>(x2 + j) * weight
    s3 += load<f64>(x3 + j) * weight
  }
  store<f64>(to, s0)
  store<f64>(to, s1, 8)
  store<f64>(to, s2, 16)
  store<f64>(to, s3, 24)
}

/** t = Xr and q = Xᵀt in one reading of X: four rows stay in the nearest cache for both. */
export function scoresAndProducts(X: usize, rows: i32, columns: i32, r: usize, t: usize, q: usize): void {
  const stride = <usize>columns << 3
  memory.fill(q, 0, stride)
  let i = 0
  for (; i + 3 < rows; i += 4) {
    const x = X + <usize>i * stride
    const to = t + (<usize>i << 3)
    dotsOfFour(x, columns, r, to)
    addFourRows(x, columns, load<f64>(to), load<f64>(to, 8), load<f64>(to, 16), load<f64>(to, 24), q)
  }
  for (; i < rows; i++) {
    const x = X + <usize>i * stride
    const score = dot(x, r, columns)
    store<f64>(t + (<usize>i << 3), score)
    addRow(x, columns, score, q)
  }
}

/** t = Xr */
export function scores(X: usize, rows: i32, columns: i32, r: usize, t: usize): void {
  const stride = <usize>columns << 3
  let i = 0
  for (; i + 3 < rows; i += 4) dotsOfFour(X + <usize>i * stride, columns, r, t + (<usize>i << 3))
  for (; i < rows; i++) store<f64>(t + (<usize>i << 3), dot(X + <usize>i * stride, r, columns))
}

/** q = Xᵀu */
export function products(X: usize, rows: i32, columns: i32, u: usize, q: usize): void {
  const stride = <usize>columns << 3
  memory.fill(q, 0, stride)
  let i = 0
  for (; i + 3 < rows; i += 4) {
    const from = u + (<usize>i << 3)
    const x = X + <usize>i * stride
    addFourRows(x, columns, load<f64>(from), load<f64>(from, 8), load<f64>(from, 16), load<f64>(from, 24), q)
  }
  for (; i < rows; i++) addRow(X + <usize>i * stride, columns, load<f64>(u + (<usize>i << 3)), q)
}

/** Sum of squares of each row, added up row by row. */
export function sumOfSquares(X: usize, rows: i32, columns: i32): f64 {
  const stride = <usize>columns << 3
  let sum = 0.0
  for (let i = 0; i < rows; i++) {
    const x = X + <usize>i * stride
    sum += dot(x, x, columns)
  }
  return sum
}

/** sums = Σ rows */
export function columnSums(X: usize, rows: i32, columns: i32, sums: usize): void {
  const stride = <usize>columns << 3
  const pairs = <usize>(columns & ~1) << 3
  memory.fill(sums, 0, stride)
  for (let i = 0; i < rows; i++) {
    const x = X + <usize>i * stride
    let j: usize = 0
    for (; j < pairs; j += 16) v128.store(sums + j, f64x2.add(v128.load(sums + j), v128.load(x + j)))
    for (; j < stride; j += 8) store<f64>(sums + j, load<f64>(sums + j) + load<f64>(x + j))
  }
}

/** X −= means, and sums = Σ of the squares of what is left */
export function centerColumns(X: usize, rows: i32, columns: i32, means: usize, sums: usize): void {
  const stride = <usize>columns << 3
  const pairs = <usize>(columns & ~1) << 3
  memory.fill(sums, 0, stride)
  for (let i = 0; i < rows; i++) {
    const x = X + <usize>i * stride
    let j: usize = 0
    for (; j < pairs; j += 16) {
      const deviation = f64x2.sub(v128.load(x + j), v128.load(means + j))
      v128.store(x + j, deviation)
      v128.store(sums + j, addTimes(v128.load(sums + j), deviation, deviation))
    }
    for (; j < stride; j += 8) {
      const deviation = load<f64>(x + j) - load<f64>(means + j)
      store<f64>(x + j, deviation)
      store<f64>(sums + j, load<f64>(sums + j) + deviation * deviation)
    }
  }
}

/** X /= scales */
export function divideColumns(X: usize, rows: i32, columns: i32, scales: usize): void {
  const stride = <usize>columns << 3
  const pairs = <usize>(columns & ~1) << 3
  for (let i = 0; i < rows; i++) {
    const x = X + <usize>i * stride
    let j: usize = 0
    for (; j < pairs; j += 16) v128.store(x + j, f64x2.div(v128.load(x + j), v128.load(scales + j)))
    for (; j < stride; j += 8) store<f64>(x + j, load<f64>(x + j) / load<f64>(scales + j))
  }
}

/** The mean of each row, and the sum of squares about it. */
export function rowMoments(X: usize, rows: i32, columns: i32, means: usize, squares: usize): void {
  const stride = <usize>columns << 3
  const whole = <usize>(columns & ~3) << 3
  for (let i = 0; i < rows; i++) {
    const x = X + <usize>i * stride
    let low = f64x2.splat(0)
    let high = f64x2.splat(0)
    let j: usize = 0
    for (; j < whole; j += 32) {
      low = f64x2.add(low, v128.load(x + j))
      high = f64x2.add(high, v128.load(x + j, 16))
    }
    let sum = lanes(low, high)
    for (; j < stride; j += 8) sum += load<f64>(x + j)
    const mean = sum / <f64>columns
    const center = f64x2.splat(mean)
    low = f64x2.splat(0)
    high = f64x2.splat(0)
    for (j = 0; j < whole; j += 32) {
      const a = f64x2.sub(v128.load(x + j), center)
      const b = f64x2.sub(v128.load(x + j, 16), center)
      low = addTimes(low, a, a)
      high = addTimes(high, b, b)
    }
    sum = lanes(low, high)
    for (; j < stride; j += 8) {
      const deviation = load<f64>(x + j) - mean
      sum += deviation * deviation
    }
    store<f64>(means + (<usize>i << 3), mean)
    store<f64>(squares + (<usize>i << 3), sum)
  }
}

/** x = (x − center) / deviation, with a center and a deviation for each row */
export function standardizeRows(X: usize, rows: i32, columns: i32, centers: usize, deviations: usize): void {
  const stride = <usize>columns << 3
  const pairs = <usize>(columns & ~1) << 3
  for (let i = 0; i < rows; i++) {
    const x = X + <usize>i * stride
    const center = load<f64>(centers + (<usize>i << 3))
    const deviation = load<f64>(deviations + (<usize>i << 3))
    const centerPair = f64x2.splat(center)
    const deviationPair = f64x2.splat(deviation)
    let j: usize = 0
    for (; j < pairs; j += 16) {
      v128.store(x + j, f64x2.div(f64x2.sub(v128.load(x + j), centerPair), deviationPair))
    }
    for (; j < stride; j += 8) store<f64>(x + j, (load<f64>(x + j) - center) / deviation)
  }
}

/** out[k] = Σ weights[i] x[k + i], for k = 0 … columns − window, of each row; rows of both are `columns` long. */
export function correlateRows(X: usize, rows: i32, columns: i32, weights: usize, window: i32, out: usize): void {
  const stride = <usize>columns << 3
  const places = columns - window + 1
  for (let i = 0; i < rows; i++) {
    const x = X + <usize>i * stride
    const to = out + <usize>i * stride
    let k = 0
    for (; k + 15 < places; k += 16) {
      const from = x + (<usize>k << 3)
      let s0 = f64x2.splat(0)
      let s1 = f64x2.splat(0)
      let s2 = f64x2.splat(0)
      let s3 = f64x2.splat(0)
      let s4 = f64x2.splat(0)
      let s5 = f64x2.splat(0)
      let s6 = f64x2.splat(0)
      let s7 = f64x2.splat(0)
      for (let w: usize = 0; w < <usize>window << 3; w += 8) {
        const weight = v128.load64_splat(weights + w)
        const at = from + w
        s0 = addTimes(s0, weight, v128.load(at))
        s1 = addTimes(s1, weight, v128.load(at, 16))
        s2 = addTimes(s2, weight, v128.load(at, 32))
        s3 = addTimes(s3, weight, v128.load(at, 48))
        s4 = addTimes(s4, weight, v128.load(at, 64))
        s5 = addTimes(s5, weight, v128.load(at, 80))
        s6 = addTimes(s6, weight, v128.load(at, 96))
        s7 = addTimes(s7, weight, v128.load(at, 112))
      }
      const put = to + (<usize>k << 3)
      v128.store(put, s0)
      v128.store(put, s1, 16)
      v128.store(put, s2, 32)
      v128.store(put, s3, 48)
      v128.store(put, s4, 64)
      v128.store(put, s5, 80)
      v128.store(put, s6, 96)
      v128.store(put, s7, 112)
    }
    for (; k < places; k++) {
      let sum = 0.0
      for (let w = 0; w < window; w++) sum += load<f64>(weights + (<usize>w << 3)) * load<f64>(x + (<usize>(k + w) << 3))
      store<f64>(to + (<usize>k << 3), sum)
    }
  }
}
