// Rooted trees and the order conditions they stand for (Butcher; for Rosenbrock methods Nørsett and Wolfbrandt).

/** A tree by the trees that hang on its root. */
export interface Tree {
  children: readonly Tree[];
}

const known: Tree[][] = [];

/** All trees of that many nodes. */
export function treesOf(nodes: number): Tree[] {
  known[nodes] ??= forests(nodes - 1, nodes - 1, Infinity).map((children) => ({children}));
  return known[nodes];
}

/** Multisets of trees with that many nodes in all, none larger than `most` nor, at that size, after `rank`. */
function forests(nodes: number, most: number, rank: number): Tree[][] {
  if (nodes === 0) return [[]];
  const found: Tree[][] = [];
  for (let size = Math.min(nodes, most); size >= 1; size--) {
    treesOf(size).forEach((tree, k) => {
      if (size === most && k > rank) return;
      for (const rest of forests(nodes - size, size, k)) found.push([tree, ...rest]);
    });
  }
  return found;
}

function sizeOf({children}: Tree): number {
  return 1 + children.reduce((sum, child) => sum + sizeOf(child), 0);
}

/** The density: what the exact solution has 1 over. */
function densityOf(tree: Tree): number {
  return tree.children.reduce((product, child) => product * densityOf(child), sizeOf(tree));
}

/** By stage, the product over the branches; a lone branch takes `lone`, branches in company take A. */
function weightsOf({children}: Tree, A: number[][], lone: number[][]): number[] {
  const matrix = children.length === 1 ? lone : A;
  const branches = children.map((child) => weightsOf(child, A, lone));
  return matrix.map((row) =>
    branches.reduce(
      (product, inner) => product * row.reduce((sum, a, j) => sum + a * inner[j], 0),
      1
    )
  );
}

/** The largest violation of the conditions of each order up to `order`, at the fraction θ of the step. */
export function violations(
  b: readonly number[],
  A: number[][],
  order: number,
  {theta = 1, lone = A}: {theta?: number; lone?: number[][]} = {}
): number[] {
  return Array.from({length: order}, (_, k) => {
    const exactly = theta ** (k + 1);
    const errors = treesOf(k + 1).map((tree) => {
      const weights = weightsOf(tree, A, lone);
      const sum = b.reduce((total, weight, i) => total + weight * weights[i], 0);
      return Math.abs(sum - exactly / densityOf(tree));
    });
    return Math.max(...errors);
  });
}

/** A flat matrix by rows. */
export function toRows(flat: ArrayLike<number>, width: number): number[][] {
  return Array.from({length: flat.length / width}, (_, i) =>
    Array.from({length: width}, (_unused, j) => flat[i * width + j])
  );
}
