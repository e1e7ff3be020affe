/** Hands the browser a file to save. */
export function downloadFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  downloadUrl(name, url);
  URL.revokeObjectURL(url);
}

/** Saves what a URL holds; a data URL needs no permission of the page's CSP. */
export function downloadUrl(name: string, url: string): void {
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
}

/** @returns a title as a file name without its ending, e.g. `errors-by-type` */
export function fileNameOf(title: string): string {
  return (
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '') || 'chart'
  );
}
