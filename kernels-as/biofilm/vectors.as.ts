// Vectors of pairs, one number a point.
@inline
export function get(from: usize, i: i32): v128 {
  return v128.load(from + (<usize>i << 4));
}

@inline
export function set(to: usize, i: i32, value: v128): void {
  v128.store(to + (<usize>i << 4), value);
}
