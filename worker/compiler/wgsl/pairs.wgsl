// A value and what its roundings lost, on the way from a sum to the answer. The rest of what is no finite
// number means nothing.

fn joinSum(a: Sum) -> f32 {
  if (magnitude(a.value) >= INFINITY) { return a.value; }
  return a.value + a.rest;
}

fn negateSum(a: Sum) -> Sum {
  return Sum(-a.value, -a.rest);
}

fn selectSum(no: Sum, yes: Sum, condition: bool) -> Sum {
  return Sum(select(no.value, yes.value, condition), select(no.rest, yes.rest, condition));
}

/** a·b to about 40 bits. */
fn scaleSum(a: Sum, b: f32) -> Sum {
  let product = multiplyExact(a.value, b);
  return Sum(product.value, product.rest + a.rest * b);
}

fn multiplySums(a: Sum, b: Sum) -> Sum {
  let product = multiplyExact(a.value, b.value);
  return Sum(product.value, product.rest + (a.rest * b.value + a.value * b.rest));
}
