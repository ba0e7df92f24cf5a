// A call that V8 never puts into its caller. What a function returns is a box on the heap where it is a number, unless
// the function is put into its caller; V8 always does that with a function of a few bytes, but only while nothing long
// has been put into the function itself. So a short function calls what is long through here.

type Work<A, B> = (a: A, b: B) => Float64Array;

export function outline<A, B>(work: Work<A, B>, a: A, b: B): Float64Array {
  return work(a, b);
}

// A place that has called two functions is taken for one that may call any; it begins to count after some calls.
const nothing = new Float64Array(0);
const [first, second]: Work<number, number>[] = [() => nothing, () => nothing];
for (let i = 0; i < 1000; i++) {
  outline(first, 0, 0);
  outline(second, 0, 0);
}
