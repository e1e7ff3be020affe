/** A box taken off its shelf, in the colour of the text around it. */
export const LogoIcon = () => (
  <svg
    aria-hidden
    height={28}
    viewBox="0 0 32 32"
    fill="none"
    stroke="currentColor"
    strokeWidth={2.5}
    strokeLinecap="round"
    strokeLinejoin="round"
  >
    <path d="M3 29h26M16 13 26 8 16 3 6 8zM6 8v8l10 5 10-5V8M16 13v8" />
  </svg>
);
