import type { Viewer } from "../viewer.ts";

export type Uploaded = { readonly id: string } | { readonly why: string };

/** Brings a file to the stand-in, as its person in the channel that they look at. Never rejects. */
export async function upload(file: File, viewer: Viewer): Promise<Uploaded> {
  const { member, channel } = viewer.state();
  const query = new URLSearchParams({ member, channel, name: file.name });
  try {
    const response = await fetch(`/upload?${query.toString()}`, {
      method: "POST",
      body: file,
      headers: { "content-type": file.type || "application/octet-stream" },
    });
    return (await response.json()) as Uploaded;
  } catch {
    return { why: "The file did not arrive. Try again." };
  }
}

/** Lets the person choose files of their machine. */
export function chooseFiles(multiple: boolean, onFiles: (files: readonly File[]) => void): void {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = multiple;
  input.addEventListener("change", () => onFiles([...(input.files ?? [])]));
  input.click();
}
