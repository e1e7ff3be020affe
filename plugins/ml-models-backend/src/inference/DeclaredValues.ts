/** Names of values by where they are recorded, in the order they are declared. */
export interface ValueNames {
  inputs: string[];
  outputs: string[];
  target: string[];
}

/** Answers which values a model's records are to hold, as its versions say. */
export interface DeclaredValues {
  /** @returns the names that versions declare, the newest version's first */
  listNames(modelRef: string): Promise<ValueNames>;
  /** @returns a version's inputs; undefined when it has declared none */
  findInputs(modelRef: string, version: number): Promise<string[] | undefined>;
}
