// Code that is wider than its box scrolls, and what scrolls has to be reached by keys. One observer for all
// cells: its calls come after the layout, which reading the widths one by one would force.

const observer = new ResizeObserver((entries) => {
  for (const {target} of entries) {
    const box = target as HTMLElement;
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
});

/** Makes an element a stop for Tab while its content is wider than itself; call it again when that changed. */
export function watchOverflow(element: HTMLElement): void {
  // what is observed anew is told of at once
  observer.unobserve(element);
  observer.observe(element);
}

export function unwatchOverflow(element: HTMLElement): void {
  observer.unobserve(element);
}
