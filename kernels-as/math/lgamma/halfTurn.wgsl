// Reflection of the gamma functions, shared by the twins of lgamma and digamma.

/** (sin πf, cos πf) for |f| ≤ ½. */
fn sincosHalfTurn(f: f32) -> vec2f {
  if (abs(f) <= 0.25) { return sincosReduced(Reduced(0u, f * 3.14159265)); }
  let other = sincosReduced(Reduced(0u, (0.5 - abs(f)) * 3.14159265));
  return vec2f(select(other.y, -other.y, isNegative(f)), other.x);
}
