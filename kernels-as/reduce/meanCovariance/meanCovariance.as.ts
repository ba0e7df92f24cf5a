import {clearRow, divideRow} from "../../linalg/matrix.as";
import {subtractProduct} from "../../linalg/product.as";
import {CENTRED_ROWS, COVARIANCE_BLOCK} from "../constants";
import {lostScalar} from "../pairs.as";

export function meanCovariance(
  mean: usize, rest: usize, products: usize, work: usize, x: usize, d: i32, begin: i32, end: i32
): void {
  const row = <usize>d << 3;
  const block = <usize>(begin / COVARIANCE_BLOCK);
  mean += block * row;
  rest += block * row;
  products += block * row * <usize>d;
  work += block * row * (CENTRED_ROWS + 1);
  x += <usize>begin * row;
  const count = end - begin;
  const centred = work + row;

  // 1 a first mean
  sumRows(mean, x, row, count, d);
  divideRow(mean, <f64>count, d);

  // 2 −Σ (x − mean)(x − mean)ᵀ in the upper triangle, and in `work` what the mean still misses
  clearRow(work, d);
  clearRow(products, d * d);
  for (let first = 0; first < count; first += CENTRED_ROWS) {
    const rows = min(CENTRED_ROWS, count - first);
    centre(centred, x + <usize>first * row, mean, work, row, rows, d);
    for (let i = 0; i < d; i += 4) {
      const at = <usize>i << 3;
      subtractProduct(
        products + <usize>i * (row + 8), row, min(4, d - i), d - i,
        centred + at, 8, row, centred + at, row, rows);
    }
  }

  // 3 the second mean, and the products about it
  for (let i = 0; i < d; i++) {
    const at = <usize>i << 3;
    const missed = load<f64>(work + at) / <f64>count;
    for (let j = i; j < d; j++) {
      const upper = products + <usize>i * row + (<usize>j << 3);
      let p = -load<f64>(upper) - missed * load<f64>(work + (<usize>j << 3));
      if (p != p) p = NaN;
      store<f64>(upper, p);
      store<f64>(products + <usize>j * row + at, p);
    }
    const m = load<f64>(mean + at);
    const sum = m - m == 0 ? m + missed : m;
    store<f64>(mean + at, sum != sum ? NaN : sum);
    store<f64>(rest + at, sum - sum == 0 ? lostScalar(m, missed, sum) : 0);
  }
}

/** sums(j) = Σ x(i, j) */
function sumRows(sums: usize, x: usize, row: usize, rows: i32, d: i32): void {
  let j = d;
  for (; j >= 8; j -= 8, x += 64, sums += 64) {
    let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0;
    for (let i = rows, at = x; i > 0; i--, at += row) {
      s0 = f64x2.add(s0, v128.load(at));
      s1 = f64x2.add(s1, v128.load(at, 16));
      s2 = f64x2.add(s2, v128.load(at, 32));
      s3 = f64x2.add(s3, v128.load(at, 48));
    }
    v128.store(sums, s0);
    v128.store(sums, s1, 16);
    v128.store(sums, s2, 32);
    v128.store(sums, s3, 48);
  }
  for (; j >= 2; j -= 2, x += 16, sums += 16) {
    let s = f64x2.splat(0);
    for (let i = rows, at = x; i > 0; i--, at += row) s = f64x2.add(s, v128.load(at));
    v128.store(sums, s);
  }
  if (j > 0) {
    let s: f64 = 0;
    for (let i = rows, at = x; i > 0; i--, at += row) s += load<f64>(at);
    store<f64>(sums, s);
  }
}

/** c(i, j) = x(i, j) − mean(j), their sums added to `missing`. */
function centre(
  c: usize, x: usize, mean: usize, missing: usize, row: usize, rows: i32, d: i32
): void {
  let j = d;
  for (; j >= 2; j -= 2, x += 16, c += 16, mean += 16, missing += 16) {
    const m = v128.load(mean);
    let s = v128.load(missing);
    for (let i = rows, at = x, to = c; i > 0; i--, at += row, to += row) {
      const y = f64x2.sub(v128.load(at), m);
      v128.store(to, y);
      s = f64x2.add(s, y);
    }
    v128.store(missing, s);
  }
  if (j > 0) {
    const m = load<f64>(mean);
    let s = load<f64>(missing);
    for (let i = rows, at = x, to = c; i > 0; i--, at += row, to += row) {
      const y = load<f64>(at) - m;
      store<f64>(to, y);
      s += y;
    }
    store<f64>(missing, s);
  }
}
