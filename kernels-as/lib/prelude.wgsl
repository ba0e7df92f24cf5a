// Put before every GPU twin: f32 functions with errors of about one unit in the last place (the
// built-ins promise far less: exp 163 ULP, sin 5e-4 absolute), compensated sums and Philox.
// WGSL lets a compiler reorder sums, fuse products and assume that NaN and infinities do not occur.
// So: classes of numbers are told apart by their bits, and what must not be reordered passes
// through `opaque`. Polynomials and their coefficients: S. Moshier, Cephes (expf, logf, sinf, tanhf).

/** Invocations of a workgroup, set by the host. */
override threads: u32 = 64;

/** Zero, but only known at run time. */
var<private> zero: u32;

/** To be called first by every twin: no axis is so long that the top bit of `begin` is set. */
fn enter(begin: u32) {
  zero = begin >> 31u;
}

/** Number of this workgroup in a grid of two dimensions. */
fn groupOf(group: vec3u, groups: vec3u) -> u32 {
  return group.y * groups.x + group.x;
}

/** The same value, from where the compiler cannot see where it came from. */
fn opaque(x: f32) -> f32 {
  return bitcast<f32>(bitcast<u32>(x) ^ zero);
}

const MAGNITUDE = 0x7fffffffu;
const INFINITY = 0x7f800000u;

fn magnitude(x: f32) -> u32 {
  return bitcast<u32>(x) & MAGNITUDE;
}

fn isNegative(x: f32) -> bool {
  return (bitcast<u32>(x) >> 31u) == 1u;
}

fn infinity() -> f32 {
  return bitcast<f32>(INFINITY | zero);
}

fn notANumber() -> f32 {
  return bitcast<f32>(0x7fc00000u | zero);
}

/** 2^k for −126 ≤ k ≤ 127. */
fn powerOfTwo(k: i32) -> f32 {
  return bitcast<f32>(u32(k + 127) << 23u);
}

/** y·2^k in two steps, so that neither factor leaves the range. */
fn scale(y: f32, k: i32) -> f32 {
  let half = k >> 1u;
  return opaque(y * powerOfTwo(half)) * powerOfTwo(k - half);
}

// ln 2 and π/2 in parts so short that an integer times the first (and second) is exact.
const LN2_HI = 0.693145751953125;
const LN2_LO = 1.428606765330187e-6;
const LOG2_E = 1.4426950408889634;
const PIO2_1 = 1.5703125;
const PIO2_2 = 4.837512969970703125e-4;
const PIO2_3 = 7.5497901264043e-8;

/** e^r = 1 + r + r²·expTail(r) for |r| ≤ ½ ln 2. */
fn expTail(r: f32) -> f32 {
  return ((((1.9875691500e-4 * r + 1.3981999507e-3) * r + 8.3334519073e-3) * r
    + 4.1665795894e-2) * r + 1.6666665459e-1) * r + 0.5;
}

/** x − k·ln 2. */
fn expReduce(x: f32, k: f32) -> f32 {
  return opaque(x - k * LN2_HI) - k * LN2_LO;
}

fn expF32(x: f32) -> f32 {
  if (magnitude(x) > INFINITY) { return x; }
  if (x > 88.7228394) { return infinity(); }
  if (x < -103.972084) { return 0.0; }
  let k = round(x * LOG2_E);
  let r = expReduce(x, k);
  return scale(1.0 + (r + r * r * expTail(r)), i32(k));
}

/** e^x − 1 without the cancellation next to 0. */
fn expm1F32(x: f32) -> f32 {
  // Below 2^−25 the result is x, which also keeps −0 and NaN.
  if (magnitude(x) < 0x33000000u || magnitude(x) > INFINITY) { return x; }
  if (x > 88.7228394) { return infinity(); }
  if (x < -17.5) { return -1.0; }
  let k = round(x * LOG2_E);
  let r = expReduce(x, k);
  let e = r + r * r * expTail(r);
  if (k == 0.0) { return e; }
  if (k > 24.0) { return scale(1.0 + e, i32(k)); }
  let s = powerOfTwo(i32(k));
  return s * e + (s - 1.0);
}

/** log(1 + f) − f for √½ ≤ 1 + f ≤ √2. */
fn logTail(f: f32) -> f32 {
  let p = (((((((7.0376836292e-2 * f - 1.1514610310e-1) * f + 1.1676998740e-1) * f
    - 1.2420140846e-1) * f + 1.4249322787e-1) * f - 1.6668057665e-1) * f
    + 2.0000714765e-1) * f - 2.4999993993e-1) * f + 3.3333331174e-1;
  let z = f * f;
  return z * (f * p) - 0.5 * z;
}

/** log(2^k·m·(1 + c)) for the number with positive, normal bits m·2^k and a small correction c. */
fn logOfBits(bits: u32, exponent: i32, correction: f32) -> f32 {
  let shifted = bits + (0x3f800000u - 0x3f3504f3u);
  let k = f32(i32(shifted >> 23u) - 127 + exponent);
  let f = bitcast<f32>((shifted & 0x007fffffu) + 0x3f3504f3u) - 1.0;
  return k * LN2_HI + (f + (logTail(f) + (k * LN2_LO + correction)));
}

fn logF32(x: f32) -> f32 {
  let bits = bitcast<u32>(x);
  if ((bits & MAGNITUDE) == 0u) { return -infinity(); }
  if ((bits & MAGNITUDE) > INFINITY) { return x; }
  if (isNegative(x)) { return notANumber(); }
  if (bits == INFINITY) { return x; }
  // A subnormal's bits are its mantissa: as an integer it is no longer subnormal.
  if (bits < 0x00800000u) { return logOfBits(bitcast<u32>(f32(bits)), -149, 0.0); }
  return logOfBits(bits, 0, 0.0);
}

/** log(1 + x) without the cancellation next to 0. */
fn log1pF32(x: f32) -> f32 {
  if (magnitude(x) < 0x33000000u || magnitude(x) >= INFINITY) {
    if (bitcast<u32>(x) == (INFINITY | 0x80000000u)) { return notANumber(); }
    return x;
  }
  if (x < -1.0) { return notANumber(); }
  if (x == -1.0) { return -infinity(); }
  if (x > -0.2928932 && x < 0.4142135) { return x + logTail(x); }
  let u = opaque(1.0 + x);
  // What the sum lost, relative to it: ulp(u)/u at most, so the logarithm's derivative is enough.
  let lost = select(x - opaque(u - 1.0), 1.0 - opaque(u - x), x > 1.0);
  return logOfBits(bitcast<u32>(u), 0, lost / u);
}

/** sinh(x)/cosh(x); next to 0 a polynomial, else from e^(2|x|). */
fn tanhF32(x: f32) -> f32 {
  let a = magnitude(x);
  if (a > INFINITY) { return x; }
  if (a < 0x3f200000u) {
    let z = x * x;
    let p = (((-5.70498872745e-3 * z + 2.06390887954e-2) * z - 5.37397155531e-2) * z
      + 1.33314422036e-1) * z - 3.33332819422e-1;
    return select(x + x * (z * p), x, a < 0x39000000u);
  }
  if (a > 0x41200000u) { return select(1.0, -1.0, isNegative(x)); }
  let y = 1.0 - 2.0 / (expF32(2.0 * abs(x)) + 1.0);
  return select(y, -y, isNegative(x));
}

/** √x: one Newton step from the built-in, whose own error may be some units in the last place. */
fn sqrtF32(x: f32) -> f32 {
  let bits = bitcast<u32>(x);
  let a = bits & MAGNITUDE;
  if (a == 0u || a > INFINITY || bits == INFINITY) { return x; }
  if (isNegative(x)) { return notANumber(); }
  // Small numbers are lifted, so that the squares below stay normal; a subnormal by its bits.
  var v = x;
  var back = 1.0;
  if (a < 0x00800000u) {
    v = 2.0 * f32(a);
    back = 0x1p-75f;
  } else if (a < 0x20000000u) {
    v = x * 0x1p60f;
    back = 0x1p-30f;
  }
  let y = v * inverseSqrt(v);
  // v − y² without rounding: y in two halves of 12 bits, whose products are exact.
  let hi = bitcast<f32>(bitcast<u32>(y) & 0xfffff000u);
  let lo = opaque(y - hi);
  let rest = opaque(opaque(v - hi * hi) - 2.0 * hi * lo) - lo * lo;
  return opaque(y + 0.5 * rest / y) * back;
}

/** The high and the low word of a·b, by halves of 16 bits. */
fn multiplyWide(a: u32, b: u32) -> vec2u {
  let aLow = a & 0xffffu;
  let aHigh = a >> 16u;
  let bLow = b & 0xffffu;
  let bHigh = b >> 16u;
  let middle = aHigh * bLow + ((aLow * bLow) >> 16u);
  let carry = aLow * bHigh + (middle & 0xffffu);
  return vec2u(aHigh * bHigh + (middle >> 16u) + (carry >> 16u), a * b);
}

/** Bits of 2/π, two places to the right. */
const TWO_OVER_PI = array<u32, 8>(
  0x00000000u, 0x28be60dbu, 0x9391054au, 0x7f09d5f4u, 0x7d4d3770u, 0x36d8a566u, 0x4f10e410u, 0x7f9458eau
);

struct Reduced {
  /** which quarter turn the argument lies in, modulo 4. */
  quarter: u32,
  /** the rest, within a quarter turn about 0. */
  rest: f32,
}

/** x − k·π/2 for a positive x above 2^13, exactly, in integers (Payne and Hanek). */
fn reduceLarge(bits: u32) -> Reduced {
  let mantissa = (bits << 8u) | 0x80000000u;
  let exponent = (bits >> 23u) - 126u;
  let first = exponent >> 5u;
  let shift = exponent & 31u;
  var table = TWO_OVER_PI;
  var words = vec3u(table[first], table[first + 1u], table[first + 2u]);
  if (shift != 0u) {
    let next = vec3u(words.yz, table[first + 3u]);
    words = (words << vec3u(shift)) | (next >> vec3u(32u - shift));
  }
  // 64 bits of the product: the two highest count quarter turns.
  let middle = multiplyWide(mantissa, words.y);
  var low = middle.y + multiplyWide(mantissa, words.z).x;
  var high = mantissa * words.x + middle.x + select(0u, 1u, low < middle.y);
  var quarter = high >> 30u;
  high &= 0x3fffffffu;
  let negative = high >= 0x20000000u;
  if (negative) {
    quarter += 1u;
    low = ~low + 1u;
    high = (0x40000000u - high) - select(0u, 1u, low != 0u);
  }
  // As a float with all its bits, however small.
  if (high == 0u && low == 0u) { return Reduced(quarter & 3u, 0.0); }
  var places = 0;
  if (high == 0u) {
    high = low;
    low = 0u;
    places = 32;
  }
  let leading = countLeadingZeros(high);
  if (leading > 0u) { high = (high << leading) | (low >> (32u - leading)); }
  places += i32(leading);
  let top = f32(high >> 8u);
  let rest = opaque(top * 1.57079637) + (f32(high & 0xffu) * 0x1p-8f * 1.57079637 - top * 4.37113883e-8);
  let size = scale(rest, 10 - places - 32);
  return Reduced(quarter & 3u, select(size, -size, negative));
}

fn reduceQuarter(x: f32) -> Reduced {
  let a = magnitude(x);
  if (a > 0x46000000u) {
    let reduced = reduceLarge(a);
    if (!isNegative(x)) { return reduced; }
    return Reduced((4u - reduced.quarter) & 3u, -reduced.rest);
  }
  let k = round(x * 0.6366197723675814);
  let r = opaque(opaque(x - k * PIO2_1) - k * PIO2_2) - k * PIO2_3;
  return Reduced(u32(i32(k)) & 3u, r);
}

/** (sin, cos) of quarter·π/2 + rest, |rest| ≤ π/4 or a little more. */
fn sincosReduced(reduced: Reduced) -> vec2f {
  let r = reduced.rest;
  let z = r * r;
  let s = r + r * (z * ((-1.9515295891e-4 * z + 8.3321608736e-3) * z - 1.6666654611e-1));
  let c = 1.0 + (z * (z * ((2.443315711809948e-5 * z - 1.388731625493765e-3) * z
    + 4.166664568298827e-2)) - 0.5 * z);
  let swapped = (reduced.quarter & 1u) == 1u;
  let sine = select(s, c, swapped);
  let cosine = select(c, s, swapped);
  return vec2f(
    select(sine, -sine, (reduced.quarter & 2u) != 0u),
    select(cosine, -cosine, ((reduced.quarter + 1u) & 2u) != 0u)
  );
}

/** (sin x, cos x) for every finite x; NaN for the others. */
fn sincosF32(x: f32) -> vec2f {
  if (magnitude(x) >= INFINITY) { return vec2f(notANumber()); }
  // Below 2^−13 the polynomials round to these, and −0 keeps its sign.
  if (magnitude(x) < 0x39000000u) { return vec2f(x, 1.0); }
  return sincosReduced(reduceQuarter(x));
}

/** A sum and what its roundings lost: together about 48 bits. */
struct Sum {
  value: f32,
  rest: f32,
}

/** Adds a term (Knuth's TwoSum: exact whichever is the larger). */
fn addTerm(sum: Sum, term: f32) -> Sum {
  let x = opaque(term);
  let value = opaque(sum.value + x);
  let seen = opaque(value - sum.value);
  let lost = opaque(sum.value - opaque(value - seen)) + opaque(x - seen);
  return Sum(value, sum.rest + lost);
}

fn addSums(a: Sum, b: Sum) -> Sum {
  let sum = addTerm(a, b.value);
  return Sum(sum.value, sum.rest + b.rest);
}

/** a·b and the rest of its rounding (Dekker, by halves of 12 bits; a fused product would be no proof). */
fn multiplyExact(a: f32, b: f32) -> Sum {
  let product = opaque(a * b);
  let aHigh = bitcast<f32>(bitcast<u32>(a) & 0xfffff000u);
  let bHigh = bitcast<f32>(bitcast<u32>(b) & 0xfffff000u);
  let aLow = opaque(a - aHigh);
  let bLow = opaque(b - bHigh);
  let first = opaque(aHigh * bHigh - product);
  let second = opaque(opaque(first + aHigh * bLow) + aLow * bHigh);
  return Sum(product, second + aLow * bLow);
}

/** log x of a positive, normal x.x + x.y to about 2e-10: 2 atanh(f/(2 + f)) with its first term as a pair. */
fn logPairF32(x: vec2f) -> Sum {
  let shifted = bitcast<u32>(x.x) + (0x3f800000u - 0x3f3504f3u);
  let exponent = i32(shifted >> 23u) - 127;
  let m = bitcast<f32>((shifted & 0x007fffffu) + 0x3f3504f3u);
  let f = m - 1.0;
  let below = opaque(2.0 + f);
  let lost = f - opaque(below - 2.0);
  let s = f / below;
  // s·(2 + f) falls short of f by what the quotient lost.
  let back = multiplyExact(s, below);
  let short = ((f - back.value) - back.rest) - s * lost;
  let z = s * s;
  let series = s * z * (0.66666667 + z * (0.4 + z * (0.28571429 + z * (0.22222222 + z * 0.18181818))));
  let k = f32(exponent);
  let sum = addTerm(addTerm(Sum(k * LN2_HI, k * LN2_LO), 2.0 * s), series);
  return Sum(sum.value, sum.rest + 2.0 * short / below + x.y / x.x);
}

/** Philox4x32-10 (Salmon and others, 2011): four words for each counter and key. */
fn philox4x32(counter: vec4u, key: vec2u) -> vec4u {
  var c = counter;
  var k = key;
  for (var round = 0; round < 10; round++) {
    let p = multiplyWide(0xd2511f53u, c.x);
    let q = multiplyWide(0xcd9e8d57u, c.z);
    c = vec4u(q.x ^ c.y ^ k.x, q.y, p.x ^ c.w ^ k.y, p.y);
    k += vec2u(0x9e3779b9u, 0xbb67ae85u);
  }
  return c;
}

/** [0, 1) from the top 24 bits of a word, exactly. */
fn uniformF32(word: u32) -> f32 {
  return f32(word >> 8u) * 0x1p-24f;
}

/** 64 bits and a half as a fraction in (0, 1]. */
fn fractionF32(high: u32, low: u32) -> f32 {
  return f32(high) * 0x1p-32f + (f32(low) + 0.5) * 0x1p-64f;
}

/** −log of that fraction, in full relative accuracy also next to 1. */
fn minusLogFraction(high: u32, low: u32) -> f32 {
  if (high < 0x80000000u) { return -logF32(fractionF32(high, low)); }
  return -log1pF32(-fractionF32(~high, ~low));
}

/** Two independent standard normal draws from a block (Box and Muller). */
fn normalPair(w: vec4u) -> vec2f {
  let radius = sqrtF32(2.0 * minusLogFraction(w.x, w.y));
  // The top two bits are the quarter turn, the other 62 a signed rest of ±π/4.
  let rest = f32(bitcast<i32>(w.z << 2u)) + (f32(w.w) + 0.5) * 0x1p-30f;
  return radius * sincosReduced(Reduced(w.z >> 30u, rest * 3.657295198167899e-10)).yx;
}
