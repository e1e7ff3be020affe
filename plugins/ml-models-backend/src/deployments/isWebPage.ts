/** People are led there: to nothing that their browser would run or open otherwise. */
export function isWebPage(url: string | null | undefined): boolean {
  return (
    typeof url === 'string' &&
    URL.canParse(url) &&
    /^https?:$/.test(new URL(url).protocol)
  );
}
