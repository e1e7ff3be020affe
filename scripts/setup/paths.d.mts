/** Where the portal of this checkout keeps its data. */
export const DATA_DIR: string;
