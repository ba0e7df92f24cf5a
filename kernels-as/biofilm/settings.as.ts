// Reads the settings that constants.ts lays out.

/** A number of the header. */
@inline
export function setting(settings: usize, field: i32): f64 {
  return load<f64>(settings + (<usize>field << 3));
}

/** A whole number of the header. */
@inline
export function count(settings: usize, field: i32): i32 {
  return <i32>load<f64>(settings + (<usize>field << 3));
}

/** Where a part begins. */
@inline
export function part(settings: usize, field: i32): usize {
  return settings + (<usize>load<f64>(settings + (<usize>field << 3)) << 3);
}

/** Element i of a part of whole numbers. */
@inline
export function whole(at: usize, i: i32): i32 {
  return <i32>load<f64>(at + (<usize>i << 3));
}

/** Element i of a part, for both points. */
@inline
export function both(at: usize, i: i32): v128 {
  return v128.load_splat<f64>(at + (<usize>i << 3));
}
