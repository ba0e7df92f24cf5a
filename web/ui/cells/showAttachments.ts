import type {App} from "../app.ts";

/** Puts attached files into the pictures of prose that name them; a missing one shows its text. */
export async function showAttachments(root: Element, app: Pick<App, "loadFile">): Promise<void> {
  const pictures = root.querySelectorAll<HTMLImageElement>("img[data-attachment]");
  await Promise.all(
    [...pictures].map(async (picture) => {
      const name = picture.dataset.attachment!;
      const bytes = await app.loadFile(name).catch(() => undefined);
      if (!bytes) return;
      const type = /\.svg$/i.test(name) ? "image/svg+xml" : "";
      picture.src = URL.createObjectURL(new Blob([bytes], {type}));
      picture.addEventListener("load", () => URL.revokeObjectURL(picture.src), {once: true});
    })
  );
}
