/**
 * Waits until the word at `address` is no longer `seen`: spins a little, because a hand-off that
 * arrives at once costs a fraction of a microsecond then, and parks the thread after that.
 */
export function park(address: usize, seen: i32, spins: i32): i32 {
  for (let k = 0; k < spins; k++) {
    const now = atomic.load<i32>(address);
    if (now != seen) return now;
  }
  while (atomic.load<i32>(address) == seen) memory.atomic.wait32(address, seen, -1);
  return atomic.load<i32>(address);
}

/** Spins at most `spins` times until the word at `address` is not `seen`; returns its value. */
export function spin(address: usize, seen: i32, spins: i32): i32 {
  for (let k = 0; k < spins; k++) {
    const now = atomic.load<i32>(address);
    if (now != seen) return now;
  }
  return atomic.load<i32>(address);
}
