// Those of KaTeX's fonts that a piece of maths uses, loaded with the first formula.
import type {Host} from "../host.ts";

/** Fonts by a selector for what is set in them: family, file, and how CSS tells it from its siblings. */
const FONTS: [selector: string, family: string, file: string, descriptors: FontFaceDescriptors][] =
  [
    [".katex", "KaTeX_Main", "Main-Regular", {}],
    [".mathnormal, .textit, .mathit", "KaTeX_Math", "Math-Italic", {style: "italic"}],
    [".mathit, .textit", "KaTeX_Main", "Main-Italic", {style: "italic"}],
    [".mathbf, .textbf", "KaTeX_Main", "Main-Bold", {weight: "700"}],
    [".boldsymbol", "KaTeX_Math", "Math-BoldItalic", {weight: "700", style: "italic"}],
    [".amsrm, .mathbb, .textbb", "KaTeX_AMS", "AMS-Regular", {}],
    [".mathcal", "KaTeX_Caligraphic", "Caligraphic-Regular", {}],
    [".mathscr, .textscr", "KaTeX_Script", "Script-Regular", {}],
    [".mathfrak, .textfrak", "KaTeX_Fraktur", "Fraktur-Regular", {}],
    [".mathsf, .textsf", "KaTeX_SansSerif", "SansSerif-Regular", {}],
    [".mathtt, .texttt", "KaTeX_Typewriter", "Typewriter-Regular", {}],
    [".size1, .small-op", "KaTeX_Size1", "Size1-Regular", {}],
    [".size2, .large-op", "KaTeX_Size2", "Size2-Regular", {}],
    [".size3, .delimsizing", "KaTeX_Size3", "Size3-Regular", {}],
    [".size4, .delim-size4", "KaTeX_Size4", "Size4-Regular", {}]
  ];

const asked = new Map<string, Promise<void>>();

/** Resolves when the formulas in an element look as they should. */
export async function loadMaths(host: Host, root: Element): Promise<void> {
  const used = FONTS.filter(([selector]) => root.querySelector(selector));
  await Promise.all(
    used.map(([, family, file, descriptors]) =>
      once(file, async () => {
        const bytes = await host.fetchAsset(`katex/${file}.woff2`);
        document.fonts.add(await new FontFace(family, bytes, descriptors).load());
      })
    )
  ).catch(() => undefined);
}

function once(name: string, load: () => Promise<void>): Promise<void> {
  const known = asked.get(name);
  if (known) return known;
  const loading = load();
  asked.set(name, loading);
  // offline, say: the next formula asks again
  loading.catch(() => asked.delete(name));
  return loading;
}
