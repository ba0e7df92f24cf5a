// Types that let a table file (`constants.ts`, `*Tables.ts`) be read by both TypeScript and AssemblyScript.
type f64 = number;
type i32 = number;
type u32 = number;
type StaticArray<T> = readonly T[];
