import type {InspectContext} from "./context.ts";
import {toStem} from "./context.ts";
import type {FileOffer} from "./tools.ts";

/** A canvas as it is. */
export function canvasFile(context: InspectContext, canvas: HTMLCanvasElement): FileOffer {
  return {
    label: "PNG",
    make: async () => ({
      name: `${toStem(context)}.png`,
      mime: "image/png",
      bytes: await toPng(canvas)
    })
  };
}

export async function toPng(canvas: HTMLCanvasElement): Promise<Uint8Array<ArrayBuffer>> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!blob) throw new Error("toPng: the picture is empty or holds another site's pixels");
  return new Uint8Array(await blob.arrayBuffer());
}

/** A self-contained SVG drawn at a scale on a colour. */
export async function drawSvg(
  document: Document,
  options: {text: string; width: number; height: number; scale: number; background: string}
): Promise<HTMLCanvasElement> {
  const {text, width, height, scale, background} = options;
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext("2d")!;
  context.fillStyle = background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}
