// Logarithms to other bases, by the prelude's polynomial. Errors in units in the last place: log2 1.4, log10 1.6.
// Splitting of the constants: S. Moshier, Cephes (log2f, log10f).

/** x = 2^k (1 + f), √½ ≤ 1 + f < √2. */
struct LogParts {
  k: f32,
  f: f32,
}

/** Of a positive, finite number. */
fn splitLog(x: f32) -> LogParts {
  var bits = bitcast<u32>(x);
  var exponent = -127;
  // A subnormal's bits are its mantissa: as an integer it is no longer subnormal.
  if (bits < 0x00800000u) {
    bits = bitcast<u32>(f32(bits));
    exponent -= 149;
  }
  let shifted = bits + (0x3f800000u - 0x3f3504f3u);
  let m = bitcast<f32>((shifted & 0x007fffffu) + 0x3f3504f3u);
  return LogParts(f32(i32(shifted >> 23u) + exponent), m - 1.0);
}

/** Zeros, negative numbers, infinities and NaN: the same to every base. */
fn hasPlainLog(x: f32) -> bool {
  return magnitude(x) == 0u || bitcast<u32>(x) >= INFINITY;
}

fn log2F32(x: f32) -> f32 {
  if (hasPlainLog(x)) { return logF32(x); }
  let parts = splitLog(x);
  let tail = logTail(parts.f);
  // 1/ln 2 = 1 + 0.4427
  return parts.k + (parts.f + (tail + (tail + parts.f) * 0.44269504088896341));
}

fn log10F32(x: f32) -> f32 {
  if (hasPlainLog(x)) { return logF32(x); }
  let parts = splitLog(x);
  let tail = logTail(parts.f);
  // 1/ln 10 and log10 2, each in a short part and the rest
  let low = (parts.f + tail) * 7.00731903251827651e-4 + parts.k * 2.48745663981195214e-4;
  return parts.k * 0.30078125 + (parts.f * 0.43359375 + (tail * 0.43359375 + low));
}
