/** The place that an index means, −1 where it is none: only whole numbers from 0 to below `size` are places. */
fn placeOf(index: f32, size: i32) -> i32 {
  if (magnitude(index) >= INFINITY) { return -1; }
  let isPlace = 0.0 <= index && index < f32(size) && floor(index) == index;
  return select(-1, i32(index), isPlace);
}
