// Hyperbolic functions and their inverses. Errors in units in the last place: sinh 1.4, cosh 1.4, asinh 1.5,
// acosh 2.2, atanh 1. Polynomials and their coefficients: S. Moshier, Cephes (sinhf, asinhf, atanhf).

/** e^x/2 for 0 ≤ x ≤ 89.4, where e^x itself may be out of range. */
fn halfExp(x: f32) -> f32 {
  let k = round(x * LOG2_E);
  let r = expReduce(x, k);
  return scale(1.0 + (r + r * r * expTail(r)), i32(k) - 1);
}

fn sinhF32(x: f32) -> f32 {
  let a = magnitude(x);
  if (a >= INFINITY || a < 0x39000000u) { return x; }
  if (a < 0x3f800000u) {
    let z = x * x;
    return x + x * (z * ((2.03721912945e-4 * z + 8.33028376239e-3) * z + 1.66667160211e-1));
  }
  var y = infinity();
  if (abs(x) < 89.415985) {
    let h = halfExp(abs(x));
    y = h - 0.25 / h;
  }
  return select(y, -y, isNegative(x));
}

fn coshF32(x: f32) -> f32 {
  let a = magnitude(x);
  if (a > INFINITY) { return x; }
  if (abs(x) >= 89.415985) { return infinity(); }
  let h = halfExp(abs(x));
  return h + 0.25 / h;
}

fn asinhF32(x: f32) -> f32 {
  let a = magnitude(x);
  if (a >= INFINITY || a < 0x39000000u) { return x; }
  let v = abs(x);
  let z = x * x;
  if (v < 0.5) {
    return x + x * (z * (((2.0122003309e-2 * z - 4.2699340972e-2) * z + 7.4847586088e-2) * z
      - 1.6666288134e-1));
  }
  var y = 0.0;
  if (v > 4096.0) {
    y = logF32(v) + 0.6931472;
  } else {
    y = log1pF32(v + z / (1.0 + sqrtF32(1.0 + z)));
  }
  return select(y, -y, isNegative(x));
}

fn acoshF32(x: f32) -> f32 {
  if (magnitude(x) > INFINITY) { return x; }
  if (x < 1.0) { return notANumber(); }
  if (x > 4096.0) { return logF32(x) + 0.6931472; }
  let t = x - 1.0;
  return log1pF32(t + sqrtF32(t * (2.0 + t)));
}

fn atanhF32(x: f32) -> f32 {
  let a = magnitude(x);
  if (a > 0x3f800000u) { return notANumber(); }
  if (a < 0x39000000u) { return x; }
  if (a < 0x3f000000u) {
    let z = x * x;
    return x + x * (z * ((((1.81740078349e-1 * z + 8.24370301058e-2) * z + 1.46691431730e-1) * z
      + 1.99782164500e-1) * z + 3.33337300303e-1));
  }
  var y = infinity();
  if (a < 0x3f800000u) {
    let v = abs(x);
    y = 0.5 * log1pF32(2.0 * v / (1.0 - v));
  }
  return select(y, -y, isNegative(x));
}
