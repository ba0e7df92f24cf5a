/** First byte that no static data occupies: the host's arena starts here. */
export function heapBase(): usize {
  return __heap_base;
}
